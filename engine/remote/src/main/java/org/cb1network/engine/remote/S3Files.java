package org.cb1network.engine.remote;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.remote.RemoteException.Reason;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A remote in an S3 bucket, accessed with the AWS SDK. Credentials come from the SDK's usual places: the environment,
 * the profile, the machine's role. The settings also suit servers other than Amazon's: path style, no checksums in
 * trailers, no chunked encoding.
 */
final class S3Files implements RemoteFiles {

    private static final int NOT_THAT_LONG = 416;

    /** Ends requests to a server that is never silent but too slow. */
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(30);

    private final String bucket;
    private final String prefix;
    private final S3Client client;

    /**
     * Creates a client.
     *
     * @param url {@code s3://bucket/prefix/}
     * @param endpoint address of the server; empty for Amazon's
     * @throws RemoteException if the region of the bucket is not known
     */
    S3Files(URI url, Optional<URI> endpoint, Optional<String> region, Duration patience) throws RemoteException {
        this.bucket = url.getAuthority();
        this.prefix = url.getPath().substring(1);
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Remotes.LONGEST_CONNECTING)
                        .socketTimeout(patience))
                .overrideConfiguration(config -> config.retryStrategy(RetryMode.STANDARD)
                        .retryStrategy(strategy -> strategy.maxAttempts(1))
                        .apiCallTimeout(LONGEST_REQUEST))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(true)
                        .chunkedEncodingEnabled(false)
                        .build());
        endpoint.ifPresent(builder::endpointOverride);
        // Servers other than Amazon's mostly ignore the region, but the signature needs one.
        Optional<String> chosen = region.isEmpty() && endpoint.isPresent() ? Optional.of("us-east-1") : region;
        chosen.map(Region::of).ifPresent(builder::region);
        try {
            this.client = builder.build();
        } catch (SdkClientException e) {
            throw new RemoteException(
                    Reason.UNUSABLE,
                    url
                            + ": the region of the bucket is not known; write 'region', or 'endpoint' if it is not Amazon's",
                    e);
        }
    }

    private interface Request<T> {
        T send();
    }

    private <T> T asked(String name, Request<T> request) throws RemoteException {
        String what = "s3://" + bucket + "/" + prefix + name + ": ";
        try {
            return request.send();
        } catch (S3Exception e) {
            String text = e.awsErrorDetails() == null
                    ? String.valueOf(e.statusCode())
                    : e.awsErrorDetails().errorCode() + ", " + e.statusCode();
            int status = e.statusCode();
            Reason reason = status == 404
                    ? ("NoSuchBucket".equals(code(e)) ? Reason.REFUSED : Reason.MISSING)
                    : status == 401 || status == 403
                            ? Reason.REFUSED
                            : status >= 500 || status == 429 || status == 408 ? Reason.UNAVAILABLE : Reason.UNUSABLE;
            throw new RemoteException(reason, what + "the server says " + text + hint(code(e)), e);
        } catch (SdkClientException e) {
            boolean silent = String.valueOf(e.getMessage()).contains("timed out");
            boolean login = String.valueOf(e.getMessage()).contains("credentials");
            throw new RemoteException(
                    login ? Reason.REFUSED : silent ? Reason.SILENT : Reason.UNAVAILABLE,
                    what
                            + (login
                                    ? "no credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
                                    : e.getMessage()),
                    e);
        } catch (SdkException e) {
            throw new RemoteException(Reason.UNAVAILABLE, what + e.getMessage(), e);
        }
    }

    private static String code(S3Exception e) {
        return e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    }

    private static String hint(String code) {
        return switch (code) {
            case "RequestTimeTooSkewed" -> "; the clock of this machine is wrong";
            case "NoSuchBucket" -> "; make the bucket";
            case "AccessDenied" -> "; if it can be read, write 'use: pull'";
            case "PermanentRedirect", "AuthorizationHeaderMalformed" -> "; write the bucket's 'region'";
            default -> "";
        };
    }

    @Override
    public List<Listed> list(String folder) throws RemoteException {
        String start = prefix + folder + "/";
        List<Listed> files = new ArrayList<>();
        String[] token = new String[1];
        do {
            ListObjectsV2Response page = asked(
                    folder,
                    () -> client.listObjectsV2(
                            request -> request.bucket(bucket).prefix(start).continuationToken(token[0])));
            for (S3Object object : page.contents()) {
                files.add(new Listed(object.key().substring(start.length()), object.size(), object.lastModified()));
            }
            token[0] = page.nextContinuationToken();
        } while (token[0] != null);
        return files;
    }

    @Override
    public byte[] read(String name, int limit) throws RemoteException {
        return read(name, 0, limit);
    }

    @Override
    public byte[] read(String name, long position, int length) throws RemoteException {
        if (length == 0) {
            return new byte[0];
        }
        try {
            ResponseBytes<GetObjectResponse> answer = asked(
                    name,
                    () -> client.getObjectAsBytes(request -> request.bucket(bucket)
                            .key(prefix + name)
                            .range("bytes=" + position + "-" + (position + length - 1))));
            return answer.asByteArrayUnsafe();
        } catch (RemoteException e) {
            if (e.getCause() instanceof S3Exception answer && answer.statusCode() == NOT_THAT_LONG) {
                return new byte[0];
            }
            throw e;
        }
    }

    @Override
    public void write(String name, byte[] content) throws RemoteException {
        asked(
                name,
                () -> client.putObject(
                        request -> request.bucket(bucket).key(prefix + name), RequestBody.fromBytes(content)));
    }

    @Override
    public void delete(String name) throws RemoteException {
        asked(name, () -> client.deleteObject(request -> request.bucket(bucket).key(prefix + name)));
    }

    @Override
    public void close() {
        client.close();
    }
}
