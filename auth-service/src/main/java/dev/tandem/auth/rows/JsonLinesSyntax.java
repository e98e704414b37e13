package dev.tandem.auth.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A JSON object a line; members that hold more than one value are passed over. */
final class JsonLinesSyntax implements RowSyntax {

    private final ObjectMapper mapper;

    JsonLinesSyntax(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public Optional<Set<String>> columns() {
        return Optional.empty();
    }

    @Override
    public Map<String, String> read(String record) throws UnreadableRow {
        var values = new HashMap<String, String>();
        try {
            var object = mapper.readTree(record);
            if (!object.isObject()) {
                throw new UnreadableRow("is not a JSON object");
            }
            object.forEachEntry((name, value) -> {
                if (!value.isContainerNode()
                        && !value.isNull()
                        && !value.asText().isEmpty()) {
                    values.put(name, value.asText());
                }
            });
            return values;
        } catch (JsonProcessingException _) {
            throw new UnreadableRow("is not a JSON object, or names a member twice");
        }
    }
}
