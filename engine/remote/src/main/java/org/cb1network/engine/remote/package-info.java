/**
 * Shared results: entries of a store are pushed to a remote place and fetched from there, so that others need not
 * compute them again. Open {@link org.cb1network.engine.remote.Remote} first;
 * {@link org.cb1network.engine.remote.RemoteSource} makes a store take missing entries from remotes.
 *
 * <p><b>Format.</b> A remote is a place with files in three folders, the same in a folder, behind a web server, in WebDAV and in a bucket:
 *
 * <pre>
 * packs/&lt;digest&gt;.pack           entries, each followed by its outputs of less than 4 MiB; about 32 MiB. The format is that of
 *                                the store's own packs ({@link org.cb1network.cache.ForeignPack}). Results of single points
 *                                of a sweep, and what a stage has as a whole, are in different packs
 * objects/&lt;sha256&gt;              larger outputs
 * manifests/&lt;utc&gt;-&lt;sha256&gt;.idx  the indexes of the packs of one push, one after the other
 * manifests/&lt;utc&gt;-&lt;sha256&gt;.sig  optional: an Ed25519 signature of the manifest
 * manifests/&lt;utc&gt;-&lt;sha256&gt;.json the manifest of one push ({@link org.cb1network.engine.remote.Manifest}), written last
 * manifests/index.json           the names in this folder, for servers that cannot list; made anew by every push
 * removed/                       manifests that 'gc' has removed within the last days
 * </pre>
 *
 * <p>No file is ever changed. Nothing is found that no manifest names, so a push that was interrupted does no harm; the next one finds its
 * packs in place, because the same entries make the same packs. Two pushes at the same time write different manifests. Nothing needs a
 * server that can write under a condition.
 *
 * <p><b>Trust.</b> The signature is of the manifest, which has the names of packs; a pack's name is the checksum of its index, which has
 * the checksum of every record; a record has the digest of every output. The name of a manifest has its digest, and the key of an entry
 * is the digest of its preimage. All of this is checked before anything enters a store. What is wrong counts as missing.
 *
 * <p><b>Trouble.</b> {@link org.cb1network.engine.remote.RetryingFiles} tries each request three times. A remote that then still fails is
 * not asked again in this process.
 */
@NullMarked
package org.cb1network.engine.remote;

import org.jspecify.annotations.NullMarked;
