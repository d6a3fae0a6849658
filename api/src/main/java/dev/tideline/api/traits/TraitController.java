package dev.tideline.api.traits;

import dev.tideline.api.http.Blocking;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.users.TraitStore;
import dev.tideline.rules.facts.vocabulary.Trait;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Fields that the operator adds to users. Rules and feeds know them after the next start of each node. */
@RestController
@Tag(name = "traits", description = "The operator's own fields of users")
class TraitController {

    private final Database database;
    private final TraitStore traits;
    private final WaitingTraits waiting;
    private final FieldSources sources;

    TraitController(Database database, TraitStore traits, WaitingTraits waiting, FieldSources sources) {
        this.database = database;
        this.traits = traits;
        this.waiting = waiting;
        this.sources = sources;
    }

    /**
     * One trait.
     *
     * @param key column name
     * @param type how it is stored and compared
     * @param unit unit of the value
     * @param description one sentence
     * @param inForce whether rules and feeds of this node know it; if not, they do after the next start
     */
    record TraitView(String key, String type, String unit, String description, boolean inForce) {}

    /** All traits. */
    record TraitList(List<TraitView> items) {}

    @GetMapping("/v1/traits")
    @Operation(operationId = "listTraits", summary = "The operator's own fields")
    Mono<TraitList> list() {
        return Blocking.call(() -> database.inTransaction(traits::all))
                .map(all -> new TraitList(all.stream().map(this::view).toList()));
    }

    @PutMapping("/v1/traits/{key}")
    @Operation(
            operationId = "putTrait",
            summary = "Declare a field, or change its unit and description",
            description = "The type stays for ever. Rules and feeds know the field after the next start of each node.")
    Mono<TraitView> put(@PathVariable String key, @RequestBody NewTrait wanted) {
        return Blocking.call(() -> database.inTransaction(transaction -> declared(transaction, key, wanted)))
                .map(this::view);
    }

    /** Everything that is wrong with the request is told before what is stored already is looked at. */
    private Trait declared(Transaction transaction, String key, NewTrait wanted) {
        List<Problem> problems = new ArrayList<>();
        Optional<Trait> trait = wanted.read(key, problems);
        trait.ifPresent(known -> problems.addAll(unstartable(transaction, known)));
        if (trait.isEmpty() || !problems.isEmpty()) {
            throw ProblemException.invalid(problems);
        }
        if (!traits.declare(transaction, trait.get())) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "Trait '" + key + "' has another type already, which stays");
        }
        return trait.get();
    }

    /** Whatever is declared must let every node start again: no two fields of one name, and a source for each. */
    private List<Problem> unstartable(Transaction transaction, Trait trait) {
        List<Problem> problems = new ArrayList<>();
        if (!sources.bringsTrait(trait.key())) {
            problems.add(NewTrait.key(
                    trait.key(),
                    Wording.of("a trait that a source brings. Name a feed under traits in sources.yaml first.")));
        }
        List<Trait> all = new ArrayList<>(traits.all(transaction));
        all.removeIf(known -> known.key().equals(trait.key()));
        all.add(trait);
        try {
            // refuses a key that another field or trait has, by either of its names
            Vocabulary unused = Vocabulary.withTraits(all);
        } catch (IllegalArgumentException e) {
            problems.add(
                    NewTrait.key(trait.key(), Wording.of("a key of its own. {0}", String.valueOf(e.getMessage()))));
        }
        return problems;
    }

    private TraitView view(Trait trait) {
        return new TraitView(
                trait.key(), trait.type().name(), trait.unit(), trait.description(), waiting.inForce(trait));
    }
}
