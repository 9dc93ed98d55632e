package org.cb1network.engine.verify.bundle;

import java.util.List;

/**
 * What goes into a bundle.
 *
 * @param name name of the pipeline
 * @param title what it is about
 * @param profile name of the profile
 * @param version the program that computed it
 * @param started when the results' last run began, as text; empty if that is not known
 * @param ended when it ended, as text; empty if that is not known
 * @param published the day of the bundle, as in 2022-05-24
 * @param files the files, without those that describe the bundle
 */
public record BundleContent(
        String name,
        String title,
        String profile,
        String version,
        String started,
        String ended,
        String published,
        List<BundleFile> files) {

    public BundleContent {
        files = List.copyOf(files);
    }
}
