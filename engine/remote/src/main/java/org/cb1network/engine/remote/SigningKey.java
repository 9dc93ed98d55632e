package org.cb1network.engine.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.remote.RemoteException.Reason;
import org.cb1network.engine.runner.spec.RemoteSettings;

/**
 * A key with which manifests are signed: Ed25519 (RFC 8032), by the JDK. A public key is written as {@code ed25519:} and 44 characters, which
 * people can copy.
 *
 * @param publicText the public key
 */
public record SigningKey(PrivateKey key, String publicText) {

    private static final String ALGORITHM = "Ed25519";
    private static final String PREFIX = "ed25519:";
    private static final int RAW_BYTES = 32;

    /** The bytes before the 32 bytes of a public key in its X.509 form. */
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    /** Generates a new key. */
    public static SigningKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            byte[] x509 = pair.getPublic().getEncoded();
            byte[] raw = Arrays.copyOfRange(x509, x509.length - RAW_BYTES, x509.length);
            return new SigningKey(
                    pair.getPrivate(), PREFIX + Base64.getEncoder().encodeToString(raw));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK from 15 on has Ed25519.", e);
        }
    }

    /**
     * Writes the key to a new file that only its owner can read.
     *
     * @throws IOException if the file exists or cannot be written
     */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
        Files.writeString(
                file,
                publicText + "\n" + Base64.getEncoder().encodeToString(key.getEncoded()) + "\n",
                StandardOpenOption.WRITE);
    }

    /**
     * Reads a key file.
     *
     * @throws RemoteException if it is not a file that {@link #write} wrote
     */
    public static SigningKey read(Path file) throws RemoteException {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
            if (lines.size() != 2 || !RemoteSettings.isPublicKey(lines.get(0))) {
                throw new IllegalArgumentException("two lines are expected");
            }
            PrivateKey key = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(1))));
            return new SigningKey(key, lines.get(0));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new RemoteException(
                    Reason.UNUSABLE, file + " is not a key that 'remote keygen' has made, or cannot be read", e);
        }
    }

    /** Returns the signature of a content, as a text that names the public key. */
    String sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(content);
            return publicText + " " + Base64.getEncoder().encodeToString(signature.sign()) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of this class can sign", e);
        }
    }

    /** Returns the public key by which a signature text signs a content, or empty if it does not. */
    static Optional<String> signer(String signatureText, byte[] content) {
        String[] parts = signatureText.strip().split(" ", -1);
        if (parts.length != 2 || !RemoteSettings.isPublicKey(parts[0])) {
            return Optional.empty();
        }
        try {
            byte[] raw = Base64.getDecoder().decode(parts[0].substring(PREFIX.length()));
            byte[] x509 = Arrays.copyOf(X509_HEAD, X509_HEAD.length + raw.length);
            System.arraycopy(raw, 0, x509, X509_HEAD.length, raw.length);
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(x509)));
            signature.update(content);
            return signature.verify(Base64.getDecoder().decode(parts[1])) ? Optional.of(parts[0]) : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Omits the private key. */
    @Override
    public String toString() {
        return publicText;
    }
}
