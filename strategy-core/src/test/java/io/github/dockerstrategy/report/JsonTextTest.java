package io.github.dockerstrategy.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is written without a library is what the library would have written. */
class JsonTextTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private record Inner(String name, long size) {}

    private record Outer(
            String text, Optional<String> some, Optional<String> none, List<Object> list, Map<String, Object> map) {}

    @Test
    void writesAllKindsOfValuesAsALibraryDoes() throws Exception {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("one \"key\"", 1.5);
        map.put("empty", Map.of());
        map.put("deeper", Map.of("list", List.of(new Inner("a", 1), new Inner("b", -1))));
        Outer value = new Outer(
                "ä \u2028 \uD83D\uDE00 \u007F \\ \" /",
                Optional.of("there"),
                Optional.empty(),
                List.of("text", 1L, 0.1, 1e-7, true, List.of(), List.of(List.of("x"))),
                map);
        assertThat(JsonText.of(value)).isEqualTo(JSON.writeValueAsString(value));
    }

    @Test
    void escapesWhatNoJsonTextMayHold() throws Exception {
        StringBuilder control = new StringBuilder();
        for (char one = 0; one < ' '; one++) {
            control.append(one);
        }
        String text = control.toString();
        assertThat(JSON.readValue(JsonText.of(text), String.class)).isEqualTo(text);
    }
}
