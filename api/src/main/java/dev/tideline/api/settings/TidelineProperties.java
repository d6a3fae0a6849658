package dev.tideline.api.settings;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the server; each can also be an environment variable such as {@code TIDELINE_ADMIN_KEY}.
 *
 * @param home folder of the embedded database
 * @param adminKey the first admin key; if null one is made and printed once
 * @param demo whether an empty database is filled with a demo population: {@code auto} means yes on the embedded database
 *     without a webhook, and no otherwise
 * @param demoUsers users of the demo population
 * @param zone zone in which days begin and end
 * @param database an external PostgreSQL; without a URL the embedded one is used
 * @param sources the operator's own sources.yaml; null for the shipped one
 * @param playbooks a folder with the operator's own playbooks; null for none
 * @param placements the operator's own placements.yaml; null for the shipped one
 * @param budgets the operator's own budgets.yaml; null for the shipped one
 * @param limits the operator's own limits.yaml; null for the shipped one
 * @param checks the operator's own checks.yaml; null for the shipped one
 * @param approval above what a second person approves a publication
 * @param earliest the first instant that events and feeds may speak of
 * @param ahead how far ahead of the clock they may speak of something
 * @param webhook where touches are sent
 * @param fulfilment where the wallet is told what to pay
 * @param risk who is asked before an incentive is claimed
 * @param quarantine when a playbook whose rules run away is stopped
 * @param log how the log is written: {@code auto} means text with the demo and JSON otherwise
 */
@ConfigurationProperties("tideline")
public record TidelineProperties(
        @DefaultValue(".tideline") Path home,
        @Nullable String adminKey,
        @DefaultValue("auto") Demo demo,
        @DefaultValue("100000") int demoUsers,
        @DefaultValue("UTC") ZoneId zone,
        @DefaultValue DatabaseProperties database,
        @Nullable Path sources,
        @Nullable Path playbooks,
        @Nullable Path placements,
        @Nullable Path budgets,
        @Nullable Path limits,
        @Nullable Path checks,
        @DefaultValue ApprovalProperties approval,
        @DefaultValue("1990-01-01T00:00:00Z") Instant earliest,
        @DefaultValue("P1D") Duration ahead,
        @DefaultValue WebhookProperties webhook,
        @DefaultValue WebhookProperties fulfilment,
        @DefaultValue RiskProperties risk,
        @DefaultValue QuarantineProperties quarantine,
        @DefaultValue("auto") Log log) {

    /** How the log is written. */
    public enum Log {
        AUTO,
        JSON,
        TEXT
    }

    /** Whether the demo is wanted. */
    public enum Demo {
        AUTO,
        ON,
        OFF
    }

    /**
     * An external PostgreSQL.
     *
     * @param url {@code postgresql://host:port/database}; null for the embedded one
     * @param username its role
     * @param password the role's password
     * @param sslMode disable, allow, prefer, require, verify-ca or verify-full
     */
    public record DatabaseProperties(
            @Nullable String url,
            @DefaultValue("tideline") String username,
            @DefaultValue("") String password,
            @DefaultValue("prefer") String sslMode) {

        @Override
        public String toString() {
            return "DatabaseProperties(" + url + ")";
        }
    }

    /**
     * A webhook.
     *
     * @param url its address; null if there is none yet
     * @param secret its signing secret, {@code whsec_…}
     * @param allowPrivate whether an address inside the operator's own network is allowed
     */
    public record WebhookProperties(
            @Nullable String url,
            @Nullable String secret,
            @DefaultValue("false") boolean allowPrivate) {

        @Override
        public String toString() {
            return "WebhookProperties(" + url + ")";
        }
    }

    /**
     * Above what a second person approves a publication.
     *
     * @param spend most that a run may grant without, in the reference currency of the budgets
     * @param audience persons who may be reached without
     */
    public record ApprovalProperties(
            @DefaultValue("1000") BigDecimal spend,
            @DefaultValue("10000") long audience) {}

    /**
     * The risk service.
     *
     * @param url its address; null if nobody is asked
     * @param secret its signing secret, {@code whsec_…}
     * @param allowPrivate whether an address inside the operator's own network is allowed
     * @param deadline how long it may take; past it the answer is no
     * @param atOnce most questions that one thread of a sweep lets wait for answers at the same time
     */
    public record RiskProperties(
            @Nullable String url,
            @Nullable String secret,
            @DefaultValue("false") boolean allowPrivate,
            @DefaultValue("30ms") Duration deadline,
            @DefaultValue("32") int atOnce) {

        @Override
        public String toString() {
            return "RiskProperties(" + url + ")";
        }
    }

    /**
     * When a playbook whose rules run away is stopped.
     *
     * @param persons persons for whom one version of it was cut
     * @param window time within which they are counted
     */
    public record QuarantineProperties(
            @DefaultValue("20") int persons,
            @DefaultValue("PT1H") Duration window) {}

    /** Whether the server brings its own database. */
    public boolean isEmbedded() {
        return database.url() == null || database.url().isBlank();
    }

    /** Whether an empty database is filled with the demo population. */
    public boolean wantsDemo() {
        return demo == Demo.ON || (demo == Demo.AUTO && isEmbedded() && webhook.url() == null);
    }

    /** Whether an empty database gets the demo but for the webhook, which would send real touches to its users. */
    public boolean withholdsDemo() {
        return demo == Demo.AUTO && isEmbedded() && webhook.url() != null;
    }

    @Override
    public String toString() {
        return "TidelineProperties(home=" + home + ", database=" + database + ")";
    }
}
