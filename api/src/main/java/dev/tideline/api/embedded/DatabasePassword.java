package dev.tideline.api.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import javax.sql.DataSource;

/** The password of the embedded server's superuser: made once, kept in a file that only its owner can read. */
record DatabasePassword(String value) {

    private static final int BYTES = 24;
    private static final String ACCESS = """
            # Written by Tideline: this machine only, always with the password.
            host  all  all  127.0.0.1/32  scram-sha-256
            """;

    static DatabasePassword in(Path home) throws IOException {
        Path file = home.resolve("postgres.password");
        if (!Files.exists(file)) {
            byte[] secret = new byte[BYTES];
            new SecureRandom().nextBytes(secret);
            Path draft = home.resolve("postgres.password.new");
            Files.deleteIfExists(draft);
            createPrivate(draft);
            Files.writeString(draft, HexFormat.of().formatHex(secret));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return new DatabasePassword(
                Files.readString(file, StandardCharsets.US_ASCII).strip());
    }

    private static void createPrivate(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    /** Makes a freshly created server, which trusts everybody on this machine, ask for the password. */
    void require(DataSource superuser, Path data) throws SQLException, IOException {
        Path access = data.resolve("pg_hba.conf");
        if (Files.readString(access).equals(ACCESS)) {
            return;
        }
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter user postgres password '" + value + "'");
            Files.writeString(access, ACCESS);
            statement.execute("select pg_reload_conf()");
        }
    }

    @Override
    public String toString() {
        return "DatabasePassword(hidden)";
    }
}
