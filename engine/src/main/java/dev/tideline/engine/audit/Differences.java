package dev.tideline.engine.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Collects what differs, by path. For one thread. */
final class Differences {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<Difference> found = new ArrayList<>();

    /** Two values, by their texts. */
    Differences value(String path, @Nullable Object stored, @Nullable Object recomputed) {
        if (!Objects.equals(stored, recomputed)) {
            found.add(new Difference(path, text(stored), text(recomputed)));
        }
        return this;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** Two lists of texts, place by place. */
    Differences texts(String path, List<String> stored, List<String> recomputed) {
        for (int i = 0; i < Math.max(stored.size(), recomputed.size()); i++) {
            value(path + "/" + i, at(stored, i), at(recomputed, i));
        }
        return this;
    }

    private static @Nullable String at(List<String> texts, int place) {
        return place < texts.size() ? texts.get(place) : null;
    }

    /** Two JSON texts as PostgreSQL keeps them, down to the innermost places that differ. */
    Differences json(String path, String stored, String recomputed) {
        if (!stored.equals(recomputed)) {
            int before = found.size();
            tree(path, JSON.readTree(stored), JSON.readTree(recomputed));
            if (found.size() == before) {
                found.add(new Difference(path, stored, recomputed));
            }
        }
        return this;
    }

    private void tree(String path, @Nullable JsonNode stored, @Nullable JsonNode recomputed) {
        if (stored != null && recomputed != null && stored.isObject() && recomputed.isObject()) {
            Set<String> names = new TreeSet<>(stored.propertyNames());
            names.addAll(recomputed.propertyNames());
            names.forEach(name -> tree(path + "/" + escaped(name), stored.get(name), recomputed.get(name)));
        } else if (stored != null && recomputed != null && stored.isArray() && recomputed.isArray()) {
            for (int i = 0; i < Math.max(stored.size(), recomputed.size()); i++) {
                tree(path + "/" + i, stored.get(i), recomputed.get(i));
            }
        } else if (!Objects.equals(stored, recomputed)) {
            found.add(new Difference(path, text(stored), text(recomputed)));
        }
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null ? null : node.isString() ? node.asString() : node.toString();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    List<Difference> all() {
        return List.copyOf(found);
    }
}
