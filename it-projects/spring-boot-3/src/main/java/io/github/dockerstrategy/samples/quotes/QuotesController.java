package io.github.dockerstrategy.samples.quotes;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the quotes: all of them, or one after another. */
@RestController
class QuotesController {

    private final List<Quote> quotes;
    private final AtomicInteger next = new AtomicInteger();

    QuotesController(QuotesProperties properties) {
        this.quotes = properties.quotes();
    }

    @GetMapping("/quotes")
    List<Quote> all() {
        return quotes;
    }

    @GetMapping("/")
    Quote next() {
        return quotes.get(Math.floorMod(next.getAndIncrement(), quotes.size()));
    }
}
