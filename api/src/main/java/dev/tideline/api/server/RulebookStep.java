package dev.tideline.api.server;

import dev.tideline.api.settings.TidelineProperties;
import dev.tideline.engine.rulebook.Playbooks;
import dev.tideline.engine.rulebook.RulebookHolder;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Brings the shipped playbooks and the operator's, and compiles what is in force. */
@Component
@Order(20)
final class RulebookStep implements StartStep {

    private static final String CAUTION =
            "Shipped playbooks start paused on a database of your own: resume those you want.";

    private final Playbooks playbooks;
    private final RulebookHolder holder;
    private final String pause;

    RulebookStep(Playbooks playbooks, RulebookHolder holder, TidelineProperties properties) {
        this.playbooks = playbooks;
        this.holder = holder;
        this.pause = properties.isEmbedded() || properties.wantsDemo() ? "" : CAUTION;
    }

    @Override
    public String title() {
        return "Playbooks in force";
    }

    @Override
    public void run() {
        playbooks.bring(pause);
        holder.start();
    }
}
