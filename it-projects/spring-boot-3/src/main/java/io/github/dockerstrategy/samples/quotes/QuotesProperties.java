package io.github.dockerstrategy.samples.quotes;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the application may be told.
 *
 * @param quotes the quotes that it knows
 */
@ConfigurationProperties("app")
record QuotesProperties(List<Quote> quotes) {}
