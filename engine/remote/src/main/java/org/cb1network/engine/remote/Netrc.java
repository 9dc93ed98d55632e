package org.cb1network.engine.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names and passwords for web servers from the file {@code ~/.netrc}, which curl and git also read, or from the file
 * that the environment variable {@code NETRC} names.
 */
final class Netrc {

    private Netrc() {}

    /** A name and a password. */
    record Login(String name, String password) {

        /** Omits the password. */
        @Override
        public String toString() {
            return name;
        }
    }

    /** Returns the login for a host; empty if the file has none or does not exist. */
    static Optional<Login> of(String host) {
        String named = System.getenv("NETRC");
        Path file = named == null ? Path.of(System.getProperty("user.home"), ".netrc") : Path.of(named);
        return of(host, file);
    }

    static Optional<Login> of(String host, Path file) {
        try {
            return find(host, Files.readAllLines(file));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static Optional<Login> find(String host, List<String> lines) {
        Iterator<String> words = lines.stream()
                .filter(line -> !line.strip().startsWith("#"))
                .flatMap(line -> Stream.of(line.strip().split("\\s+")))
                .filter(word -> !word.isEmpty())
                .iterator();
        boolean ours = false;
        String login = "";
        while (words.hasNext()) {
            String word = words.next();
            if (word.equals("default")) {
                ours = true;
            } else if (words.hasNext()) {
                String value = words.next();
                switch (word) {
                    case "machine" -> ours = value.equals(host);
                    case "login" -> login = value;
                    case "password" -> {
                        if (ours) {
                            return Optional.of(new Login(login, value));
                        }
                    }
                    default -> {
                        // Other words, such as account, do not matter here.
                    }
                }
            }
        }
        return Optional.empty();
    }
}
