package org.cb1network.engine.runner.fingerprint;

import java.util.Optional;

/**
 * How a member was reached, and what it looked like.
 *
 * @param hash the first 128 bits of a SHA-256 over the member's canonical form, in hexadecimal
 * @param from the member that led to it first; empty for members of the stage class itself. It explains, and is not
 *     part of the fingerprint's digest
 */
public record Reached(String hash, Optional<MemberId> from) {}
