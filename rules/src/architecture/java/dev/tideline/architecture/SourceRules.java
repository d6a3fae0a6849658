package dev.tideline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the source files of every module keep to; a module's architecture test implements it. */
public interface SourceRules {

    /** How many files a package has at most, its package-info among them. */
    int FILES = 12;

    @Test
    default void everyPackageSaysWhatItIsFor() {
        List<Path> packages =
                sources("src/main/java").map(Path::getParent).distinct().toList();
        assertThat(packages)
                .isNotEmpty()
                .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                        .content()
                        .contains("/**")
                        .contains("@NullMarked"));
    }

    /** Rooms of {@code api} are told together: a package a group of endpoints. */
    @Test
    default void everyRoomIsOnThePageOfTheArchitecture() throws IOException {
        String page = Files.readString(Path.of("../docs/architecture.md"));
        List<String> rooms = sizes().keySet().stream()
                .filter(folder -> !folder.isEmpty() && !module().equals("api"))
                .map(folder -> "`" + module() + "." + Path.of(folder).getName(0) + "`")
                .distinct()
                .toList();
        assertThat(rooms).allSatisfy(room -> assertThat(page).contains(room));
    }

    private static String module() {
        return Path.of("").toAbsolutePath().getFileName().toString();
    }

    @Test
    default void noPackageHasMoreThanTwelveFiles() {
        assertThat(sizes())
                .isNotEmpty()
                .allSatisfy((folder, size) ->
                        assertThat(size).as("files of %s", folder).isLessThanOrEqualTo(FILES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java"})
    default void noFileIsLongerThan400Lines(String folder) {
        assertThat(sources(folder))
                .isNotEmpty()
                .allSatisfy(file ->
                        assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(400));
    }

    /** How many files each package has, by its folder below the module's root package: dev/tideline/module. */
    private static Map<String, Integer> sizes() {
        return sources("src/main/java")
                .map(file -> Path.of("src/main/java").relativize(file.getParent()))
                .map(folder -> folder.getNameCount() > 3 ? folder.subpath(3, folder.getNameCount()) : Path.of(""))
                .map(folder -> folder.toString().replace('\\', '/'))
                .collect(Collectors.groupingBy(folder -> folder, Collectors.summingInt(file -> 1)));
    }

    private static Stream<Path> sources(String folder) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
