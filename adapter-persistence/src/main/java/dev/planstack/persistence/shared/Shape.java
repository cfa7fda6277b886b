package dev.planstack.persistence.shared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** How JSON in a column reads in an export: what is short in the column has names there. */
public final class Shape {

    /** As it stands in the column. */
    public static final Shape PLAIN = new Shape(Map.of());

    // by the name of the part, in order
    private final Map<String, Shape> parts;

    private Shape(Map<String, Shape> parts) {
        this.parts = parts;
    }

    /** A list of lists in the column, a list of objects in the export, whose parts have these names in order. */
    public static Shape objects(String... names) {
        Map<String, Shape> parts = new LinkedHashMap<>();
        for (String name : names) {
            parts.put(name, PLAIN);
        }
        return new Shape(parts);
    }

    /** With one more part at the end, that is of a shape itself. */
    public Shape and(String name, Shape shape) {
        Map<String, Shape> more = new LinkedHashMap<>(parts);
        more.put(name, shape);
        return new Shape(more);
    }

    JsonNode exported(JsonNode stored) {
        if (parts.isEmpty()) {
            return stored;
        }
        ArrayNode objects = JsonNodeFactory.instance.arrayNode();
        for (JsonNode list : stored) {
            ObjectNode object = objects.addObject();
            Iterator<JsonNode> values = list.elements();
            parts.forEach((name, shape) -> object.set(name, shape.exported(values.next())));
        }
        return objects;
    }

    /**
     * The column's JSON.
     *
     * @throws IllegalArgumentException if it is not of this shape
     */
    JsonNode stored(JsonNode exported) {
        if (parts.isEmpty()) {
            return exported;
        }
        ArrayNode lists = JsonNodeFactory.instance.arrayNode();
        for (JsonNode object : exported) {
            if (!object.isObject()
                    || object.size() != parts.size()
                    || !parts.keySet().stream().allMatch(object::has)) {
                throw new IllegalArgumentException("each must be an object of " + String.join(", ", parts.keySet()));
            }
            ArrayNode list = lists.addArray();
            parts.forEach((name, shape) -> list.add(shape.stored(object.get(name))));
        }
        return lists;
    }
}
