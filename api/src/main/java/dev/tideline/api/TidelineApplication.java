package dev.tideline.api;

import dev.tideline.api.command.StartFailure;
import dev.tideline.api.command.StopDeadline;
import dev.tideline.api.command.folder.FolderCommand;
import dev.tideline.engine.rulebook.HeadStart;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The Tideline server. */
@SpringBootApplication
public class TidelineApplication {

    public static void main(String[] args) {
        if (FolderCommand.isMeant(args)) {
            System.exit(FolderCommand.run(args));
        }
        HeadStart headStart = new HeadStart();
        headStart.begin();
        SpringApplication application = new SpringApplication(TidelineApplication.class);
        application.addInitializers(
                context -> context.getBeanFactory().registerSingleton("headStart", headStart.compiler()));
        application.addInitializers(context -> StopDeadline.keep(context, "embeddedDatabase"));
        try {
            application.run(args);
        } catch (RuntimeException e) {
            // An edge: the stack is in the log.
            StartFailure.tell(e);
            System.exit(1);
        }
    }
}
