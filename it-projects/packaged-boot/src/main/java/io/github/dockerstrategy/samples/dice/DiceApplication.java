package io.github.dockerstrategy.samples.dice;

import java.security.SecureRandom;
import java.util.List;
import java.util.random.RandomGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Throws dice: {@code /?dice=3}. */
@SpringBootApplication
@RestController
public class DiceApplication {

    private final RandomGenerator random = new SecureRandom();

    public static void main(String[] args) {
        SpringApplication.run(DiceApplication.class, args);
    }

    @GetMapping("/")
    List<Integer> roll(@RequestParam(name = "dice", defaultValue = "2") int dice) {
        return random.ints(dice, 1, 7).boxed().toList();
    }
}
