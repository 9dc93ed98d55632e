package org.cb1network.engine.remote;

import com.google.common.io.ByteStreams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.cb1network.engine.remote.RemoteException.Reason;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
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

    /** A list of 1,000 objects, the most that a server sends at once, is shorter than this. */
    private static final int LIST_BYTES = 1 << 20;

    /** A million objects: no remote has as many packs, so that a server with more pages repeats itself. */
    private static final int MOST_PAGES = 1000;

    /** What an answer that is no object may have at most; a longer one counts as one that ends early. */
    private static final int MOST_ANSWER_BYTES = 8 << 20;

    private static final int PIECE_BYTES = 1 << 16;

    private final String bucket;
    private final String prefix;
    private final Duration patience;
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
        this.patience = patience;
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Remotes.LONGEST_CONNECTING)
                        .socketTimeout(patience))
                .overrideConfiguration(config -> config.retryStrategy(RetryMode.STANDARD)
                        .retryStrategy(strategy -> strategy.maxAttempts(1))
                        .addExecutionInterceptor(new AnswerLimit()))
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

    /** The SDK keeps lists, errors and acknowledgements in memory, however long a server makes them. */
    private static final class AnswerLimit implements ExecutionInterceptor {
        @Override
        public Optional<InputStream> modifyHttpResponseContent(
                Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            boolean isObject = context.request() instanceof GetObjectRequest
                    && context.httpResponse().isSuccessful();
            return isObject
                    ? context.responseBody()
                    : context.responseBody().map(body -> ByteStreams.limit(body, MOST_ANSWER_BYTES));
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
            int status = e.statusCode();
            String text = code(e).isEmpty() ? String.valueOf(status) : code(e) + ", " + status;
            Reason reason = status == 404
                    ? ("NoSuchBucket".equals(code(e)) ? Reason.REFUSED : Reason.MISSING)
                    : status == 401 || status == 403
                            ? Reason.REFUSED
                            : status >= 500 || status == 429 || status == 408 ? Reason.UNAVAILABLE : Reason.UNUSABLE;
            throw new RemoteException(reason, what + "the server says " + text + hint(code(e)), e);
        } catch (SdkClientException e) {
            Optional<RemoteException> own = ownCause(e);
            if (own.isPresent()) {
                throw new RemoteException(own.get().reason(), what + own.get().getMessage(), e);
            }
            boolean silent = e instanceof ApiCallTimeoutException
                    || String.valueOf(e.getMessage()).contains("timed out");
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

    private static Optional<RemoteException> ownCause(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof RemoteException own) {
                return Optional.of(own);
            }
        }
        return Optional.empty();
    }

    /** Returns the code of an error; empty if the server gives none. */
    private static String code(S3Exception e) {
        String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
        return code == null ? "" : code;
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
        int pages = 0;
        do {
            ListObjectsV2Response page = asked(
                    folder,
                    () -> client.listObjectsV2(request -> request.bucket(bucket)
                            .prefix(start)
                            .continuationToken(token[0])
                            .overrideConfiguration(limit(LIST_BYTES))));
            for (S3Object object : page.contents()) {
                if (!String.valueOf(object.key()).startsWith(start)
                        || object.size() == null
                        || object.lastModified() == null) {
                    throw unusable(start, "the server's list cannot be read");
                }
                files.add(new Listed(object.key().substring(start.length()), object.size(), object.lastModified()));
            }
            pages++;
            if (pages > MOST_PAGES) {
                throw unusable(start, "the server's list has no end");
            }
            token[0] = page.nextContinuationToken();
        } while (token[0] != null);
        return files;
    }

    private RemoteException unusable(String folder, String problem) {
        return new RemoteException(Reason.UNUSABLE, "s3://" + bucket + "/" + folder + ": " + problem);
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
            return asked(
                    name,
                    () -> client.getObject(
                            request -> request.bucket(bucket)
                                    .key(prefix + name)
                                    .range("bytes=" + position + "-" + (position + length - 1))
                                    .overrideConfiguration(limit(length)),
                            (answer, body) -> content(answer, body, length)));
        } catch (RemoteException e) {
            if (e.getCause() instanceof S3Exception answer && answer.statusCode() == NOT_THAT_LONG) {
                return new byte[0];
            }
            throw e;
        }
    }

    /** Ends a request to a server that is never silent but too slow. */
    private Consumer<AwsRequestOverrideConfiguration.Builder> limit(int bytes) {
        return config -> config.apiCallTimeout(Remotes.longest(patience, bytes));
    }

    /** Reads an answer, of which a server may send more than was asked for, or less than it announces. */
    private byte[] content(GetObjectResponse answer, InputStream body, int most) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE_BYTES];
        long start = System.nanoTime();
        for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
            content.write(piece, 0, n);
            if (content.size() > most) {
                throw new RemoteException(Reason.UNUSABLE, "an answer is longer than " + most + " bytes");
            }
            if (System.nanoTime() - start
                    > Remotes.longest(patience, content.size()).toNanos()) {
                throw new RemoteException(Reason.SILENT, "the server is too slow");
            }
        }
        if (answer.contentLength() != null && content.size() < answer.contentLength()) {
            throw new RemoteException(Reason.UNAVAILABLE, "the answer ends early");
        }
        return content.toByteArray();
    }

    @Override
    public void write(String name, byte[] content) throws RemoteException {
        asked(
                name,
                () -> client.putObject(
                        request ->
                                request.bucket(bucket).key(prefix + name).overrideConfiguration(limit(content.length)),
                        RequestBody.fromBytes(content)));
    }

    @Override
    public void delete(String name) throws RemoteException {
        asked(
                name,
                () -> client.deleteObject(
                        request -> request.bucket(bucket).key(prefix + name).overrideConfiguration(limit(0))));
    }

    @Override
    public void close() {
        client.close();
    }
}
