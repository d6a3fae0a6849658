package dev.tideline.api.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * One made-up user.
 *
 * @param index his number
 * @param kind how he behaves
 * @param home where he lives
 * @param registeredAt when he registered, within a year and three days before the end
 * @param lastActiveDaysAgo days between his last activity and the end
 * @param size typical amount of one trade, in USDT
 * @param habit how often he only looks
 */
record DemoUser(int index, Kind kind, Home home, Instant registeredAt, int lastActiveDaysAgo, int size, Habit habit) {

    /** Kinds of users and how many of a hundred they are. */
    enum Kind {
        VISITOR(22),
        VERIFIED(11),
        DEPOSITOR(9),
        CASUAL(38),
        REGULAR(16),
        WHALE(4);

        private final int share;

        Kind(int share) {
            this.share = share;
        }

        boolean deposits() {
            return compareTo(DEPOSITOR) >= 0;
        }

        boolean trades() {
            return compareTo(CASUAL) >= 0;
        }
    }

    /** How he uses the application beside trading. */
    enum Habit {
        /** He comes to trade. */
        TRADES,
        /** He goes on looking at prices after his last trade, until the end. */
        LOOKS,
        /** He came nearly every day until a month before the end, and seldom since. */
        CAME_DAILY
    }

    /** Homes: country, region group, language and time zone. */
    enum Home {
        TURKEY("TR", "GLOBAL", "tr", "Europe/Istanbul"),
        BRAZIL("BR", "GLOBAL", "pt-BR", "America/Sao_Paulo"),
        VIETNAM("VN", "GLOBAL", "vi", "Asia/Ho_Chi_Minh"),
        NIGERIA("NG", "GLOBAL", "en", "Africa/Lagos"),
        TAIWAN("TW", "GLOBAL", "zh-TW", "Asia/Taipei"),
        GERMANY("DE", "EU", "de", "Europe/Berlin"),
        FRANCE("FR", "EU", "fr", "Europe/Paris"),
        BRITAIN("GB", "UK", "en", "Europe/London"),
        SINGAPORE("SG", "SG", "en", "Asia/Singapore"),
        HONG_KONG("HK", "HK", "zh-HK", "Asia/Hong_Kong"),
        EMIRATES("AE", "AE", "ar", "Asia/Dubai"),
        CANADA("CA", "CA", "en", "America/Toronto");

        private final String country;
        private final String region;
        private final String language;
        private final String zone;

        Home(String country, String region, String language, String zone) {
            this.country = country;
            this.region = region;
            this.language = language;
            this.zone = zone;
        }

        String country() {
            return country;
        }

        String region() {
            return region;
        }

        String language() {
            return language;
        }

        String zone() {
            return zone;
        }
    }

    /** A year, and a few days for those who have been here for just over one. */
    private static final int DAYS = 369;

    /** Of so many whales one trades for a desk, with ten times their size. */
    private static final int WHALES_A_DESK = 40;

    private static final int[] SIZES = {40, 80, 150, 300, 700, 2_000};

    String id() {
        return "demo-" + index;
    }

    static DemoUser random(int index, Instant end, SplittableRandom random) {
        Kind kind = kind(random.nextInt(100));
        int age = random.nextInt(100) < 20 ? random.nextInt(35) : random.nextInt(DAYS);
        int quiet = random.nextInt(100) < 55 ? random.nextInt(age + 1) : Math.min(age, random.nextInt(20));
        int size = SIZES[random.nextInt(SIZES.length)] * (kind == Kind.WHALE ? 25 : 1);
        if (kind == Kind.WHALE && random.nextInt(WHALES_A_DESK) == 0) {
            size *= 10;
        }
        Instant registered = end.minus(Duration.ofDays(age)).minusSeconds(random.nextInt(80_000) + 60L);
        Home home = Home.values()[random.nextInt(Home.values().length)];
        return new DemoUser(index, kind, home, registered, quiet, size, habit(kind, random.nextInt(100)));
    }

    private static Habit habit(Kind kind, int hundredth) {
        if (hundredth < 20) {
            return Habit.LOOKS;
        }
        return hundredth < 24 && kind.trades() ? Habit.CAME_DAILY : Habit.TRADES;
    }

    private static Kind kind(int hundredth) {
        int upTo = 0;
        for (Kind kind : Kind.values()) {
            upTo += kind.share;
            if (hundredth < upTo) {
                return kind;
            }
        }
        return Kind.WHALE;
    }
}
