package io.github.dockerstrategy.samples.http;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** Answers with a greeting: {@code /?name=Ada}. */
final class Greeting implements Answer {

    private final ResourceBundle texts;

    private Greeting(ResourceBundle texts) {
        this.texts = texts;
    }

    /** A greeting in a language, English if there is none. */
    static Greeting inLanguage(String language) {
        Locale locale = language == null || language.isBlank() ? Locale.ENGLISH : Locale.forLanguageTag(language);
        return new Greeting(ResourceBundle.getBundle("greetings", locale));
    }

    @Override
    public Map<String, Object> to(Map<String, String> query) {
        String name = query.getOrDefault("name", texts.getString("everybody"));
        return Map.of("greeting", texts.getString("hello").replace("{name}", name));
    }
}
