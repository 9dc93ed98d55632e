package org.cb1network.engine.verify.bundle;

import java.util.List;

/**
 * The content of a bundle.
 *
 * @param name name of the pipeline
 * @param title its title
 * @param profile name of the profile
 * @param version the program version that computed it
 * @param started start of the last run that produced the results, as text; empty if unknown
 * @param ended end of that run, as text; empty if unknown
 * @param published date of the bundle, such as 2022-05-24
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
