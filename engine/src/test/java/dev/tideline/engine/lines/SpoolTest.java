package dev.tideline.engine.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpoolTest {

    @Test
    void readsChunksBackBeforeAndAfterItOutgrowsMemory() throws IOException {
        try (Spool spool = new Spool()) {
            for (int i = 0; i < 12; i++) {
                spool.add(chunk(i), 1 << 19, i);
                assertThat(spool.read(i / 2)).isEqualTo(Arrays.copyOf(chunk(i / 2), 1 << 19));
            }
            assertThat(spool.chunks()).isEqualTo(12);
            assertThat(spool.items(7)).isEqualTo(7);
        }
    }

    private static byte[] chunk(int i) {
        byte[] chunk = new byte[1 << 20];
        Arrays.fill(chunk, (byte) i);
        return chunk;
    }
}
