package dev.tideline.engine.ledger.load;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.connection.DatabaseSettings;

/**
 * A process that claims until it is killed or done: {@code host port database user claims from until}. It says where it is
 * and, at the end, {@code done}.
 */
final class ClaimingNode {

    private static final int THREADS = 8;

    private ClaimingNode() {}

    public static void main(String[] arguments) throws Exception {
        DatabaseSettings settings =
                DatabaseSettings.of(arguments[0], Integer.parseInt(arguments[1]), arguments[2], arguments[3], "");
        try (Database database = Database.connect(settings.withConnections(THREADS + 1, 1))) {
            new ConcurrentClaims(
                            database,
                            Integer.parseInt(arguments[4]),
                            THREADS,
                            Long.parseLong(arguments[5]),
                            Long.parseLong(arguments[6]),
                            number -> System.out.println("at " + number))
                    .run();
            System.out.println("done");
        }
    }
}
