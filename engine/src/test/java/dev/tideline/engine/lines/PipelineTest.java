package dev.tideline.engine.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PipelineTest {

    @Test
    void handsOverResultsInTheOrderOfTheBody() throws IOException {
        String body =
                IntStream.rangeClosed(1, 400_000).mapToObj(String::valueOf).collect(Collectors.joining("\n"));
        List<Long> numbers = new ArrayList<>();
        Pipeline.run(
                LineReader.plain(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), 1_024),
                batch -> IntStream.range(0, batch.count())
                        .mapToObj(batch::number)
                        .toList(),
                numbers::addAll);
        assertThat(numbers).hasSize(400_000).isSorted();
    }
}
