package dev.tideline.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The Tideline server. */
@SpringBootApplication
public class TidelineApplication {

    public static void main(String[] args) {
        SpringApplication.run(TidelineApplication.class, args);
    }
}
