package dev.planstack.application.license;

import dev.planstack.application.shared.Committed;
import dev.planstack.application.shared.Reads;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.license.ApplicationId;
import dev.planstack.domain.license.LicenseDocument;
import dev.planstack.domain.shared.Term;
import java.time.Instant;
import java.util.Optional;

/** License documents, which SDKs can verify offline (rule L11). */
public final class LicenseDocuments {

    private final Reads reads;
    private final LicenseOrderQueries queries;
    private final SigningKeys keys;
    private final Policy policy;

    /** Documents of what is stored, signed with {@code keys}. */
    public LicenseDocuments(Reads reads, LicenseOrderQueries queries, SigningKeys keys, Policy policy) {
        this.reads = reads;
        this.queries = queries;
        this.keys = keys;
        this.policy = policy;
    }

    /**
     * What the operator says of documents.
     *
     * @param issuer who issues them
     * @param validity how long after its issue a document has to be replaced by a newer one
     */
    public record Policy(String issuer, Term validity) {}

    /**
     * A document that is to be signed.
     *
     * @param document what it says
     * @param issuer who issues it
     * @param issuedAt when
     * @param expiresAt from when on it says nothing any more, whatever its licenses' expiries
     * @param key what it is to be signed with
     */
    public record Issued(
            LicenseDocument document, String issuer, Instant issuedAt, Instant expiresAt, SigningKey key) {}

    /** What an application is licensed for now. */
    public Committed<Optional<Issued>> issue(AccountId account, ApplicationId id) {
        return reads.see(moment -> queries.find(account, id)
                .map(licensed -> LicenseDocument.of(account, licensed.application(), licensed.bound(), moment.now()))
                .map(document -> new Issued(
                        document,
                        policy.issuer(),
                        moment.now(),
                        moment.calendar().plus(moment.now(), policy.validity()),
                        keys.current())));
    }
}
