package dev.tideline.api;

import dev.tideline.engine.rulebook.HeadStart;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The Tideline server. */
@SpringBootApplication
public class TidelineApplication {

    public static void main(String[] args) {
        HeadStart headStart = new HeadStart();
        headStart.begin();
        SpringApplication application = new SpringApplication(TidelineApplication.class);
        application.addInitializers(
                context -> context.getBeanFactory().registerSingleton("headStart", headStart.compiler()));
        application.run(args);
    }
}
