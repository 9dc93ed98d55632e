package org.cb1network.engine.runner.spec;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;

/**
 * A place with results of others, as described in the section {@code remotes} of a pipeline. No key and no result
 * depends on it.
 *
 * @param url a folder, or an address with {@code https:}, {@code http:}, {@code davs:}, {@code dav:}, {@code s3:} or
 *     {@code file:}
 */
@Describe("a place with results of others")
public record RemoteSettings(
        @Describe("a folder, or an address: https://host/path, davs://host/path (WebDAV), s3://bucket/path")
        String url,

        @Describe("address of the S3 server, unless it is Amazon's")
        Optional<String> endpoint,

        @Describe("region of the bucket") Optional<String> region,

        @Describe("whether results are pulled from it, pushed to it, or both") @Default("both")
        Use use,

        @Describe("public keys; if there are any, only results that are signed by one of them are used") @Default("[]")
        List<String> keys) {

    private static final Set<String> SCHEMES = Set.of("http", "https", "dav", "davs", "s3", "file");
    private static final Pattern KEY = Pattern.compile("ed25519:[A-Za-z0-9+/]{43}=");

    /** What a remote is for. */
    public enum Use {
        BOTH,
        PULL,
        PUSH
    }

    public RemoteSettings {
        keys = List.copyOf(keys);
    }

    /** Returns the scheme of the address; empty if it is a folder. */
    public String scheme() {
        int colon = url.indexOf(':');
        // A single letter is a drive of Windows.
        return colon > 1 && !url.substring(0, colon).contains("/")
                ? url.substring(0, colon).toLowerCase(Locale.ROOT)
                : "";
    }

    /** Returns whether a text has the form of a public key. */
    public static boolean isPublicKey(String text) {
        return KEY.matcher(text).matches();
    }

    /** Returns the mistakes that the types of the settings do not exclude. */
    public List<SettingMistake> mistakes() {
        List<SettingMistake> mistakes = new ArrayList<>();
        checkAddress("url", url, mistakes);
        endpoint.ifPresent(address -> checkAddress("endpoint", address, mistakes));
        if (!scheme().isEmpty() && !SCHEMES.contains(scheme())) {
            mistakes.add(new SettingMistake(
                    "url",
                    "'" + scheme() + ":' is not an address of a remote",
                    "write a folder, https:, davs: or s3:"));
        } else if (!namesAPlace()) {
            mistakes.add(new SettingMistake(
                    "url",
                    "the address names no place",
                    "write it as /folder, https://host/path or s3://bucket/path, with %20 for a space"));
        }
        for (String key : keys) {
            if (!isPublicKey(key)) {
                mistakes.add(new SettingMistake(
                        "keys",
                        "there is a key that is not a public key",
                        "write what 'remote keygen' prints: ed25519: and 44 characters"));
            }
        }
        return mistakes;
    }

    private boolean namesAPlace() {
        try {
            return switch (scheme()) {
                case "" -> !url.isBlank();
                case "file" -> Path.of(URI.create(url)).isAbsolute();
                case "s3" -> URI.create(url).getAuthority() != null;
                default -> URI.create(url).getHost() != null;
            };
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The message does not repeat the address, because it contains the secret. */
    private static void checkAddress(String key, String address, List<SettingMistake> mistakes) {
        String hint = "remove it; logins belong into ~/.netrc or, for S3, into the environment or ~/.aws/credentials";
        int host = address.indexOf("://");
        if (host > 0 && address.substring(host + 3).split("/", 2)[0].contains("@")) {
            mistakes.add(new SettingMistake(key, "the address has a login, which everybody could read here", hint));
        }
        if (host > 0 && (address.contains("?") || address.contains("#"))) {
            mistakes.add(new SettingMistake(
                    key,
                    "the address has a part after '?' or '#', which may be a secret and means nothing to a remote",
                    hint));
        }
    }
}
