package io.github.dockerstrategy.oci;

import java.util.Optional;

/**
 * How a layer, or a change of the config alone, was made.
 *
 * @param created when, as the config has it
 * @param author who made it
 * @param createdBy the instruction or tool that made it
 * @param comment anything else
 * @param emptyLayer whether it made no layer
 */
public record HistoryEntry(
        Optional<String> created,
        Optional<String> author,
        Optional<String> createdBy,
        Optional<String> comment,
        boolean emptyLayer) {

    static HistoryEntry parse(JsonObject json) throws InvalidImageException {
        return new HistoryEntry(
                json.text("created"),
                json.text("author"),
                json.text("created_by"),
                json.text("comment"),
                json.isTrue("empty_layer"));
    }

    JsonObject json() {
        return JsonObject.empty()
                .withUnlessEmpty("created", created.orElse(""))
                .withUnlessEmpty("author", author.orElse(""))
                .withUnlessEmpty("created_by", createdBy.orElse(""))
                .withUnlessEmpty("comment", comment.orElse(""))
                .withUnlessEmpty("empty_layer", emptyLayer);
    }
}
