package io.github.dockerstrategy.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void writesWhatItHasRead() throws IOException {
        String text =
                "{\"a\":[1,-2,1.5,true,false,null,\"\\\"\\\\\\t/ü\"],\"b\":{\"c\":{}},\"d\":[],\"e\":9007199254740993}";
        assertThat(Json.write(Json.object(bytes(text)))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[1]", "\"text\"", "null", "{", "{\"a\":", "{\"a\":}", "<html>", "{\"a\":[1,2"})
    void refusesWhatIsNoObject(String text) {
        assertThatThrownBy(() -> Json.object(bytes(text))).isInstanceOf(IOException.class);
    }

    @Test
    void givesNothingForWhatIsSomethingElse() {
        assertThat(Json.object((Object) "text")).isEmpty();
        assertThat(Json.object((Object) null)).isEmpty();
        assertThat(Json.list("text")).isEmpty();
        assertThat(Json.list(null)).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
