package dev.tideline.api.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Describes the members of answers as their records declare them: always there, and null only where they are nullable. */
@Component
final class AnswerMembers implements OpenApiCustomizer {

    private static final String OWN = "dev.tideline.";

    private final RequestMappingHandlerMapping mapping;

    AnswerMembers(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public void customise(OpenAPI document) {
        Set<Class<?>> answers = new LinkedHashSet<>();
        mapping.getHandlerMethods().values().stream()
                .filter(method -> method.getBeanType().getName().startsWith(OWN))
                .forEach(method -> collect(method.getMethod().getGenericReturnType(), answers));
        for (Class<?> answer : answers) {
            Schema<?> schema = document.getComponents().getSchemas().get(answer.getSimpleName());
            if (schema != null && schema.getProperties() != null) {
                schema.setRequired(null);
                describe(schema, answer);
            }
        }
    }

    /** The records that a type is made of. */
    private static void collect(Type type, Set<Class<?>> records) {
        if (type instanceof ParameterizedType of) {
            for (Type argument : of.getActualTypeArguments()) {
                collect(argument, records);
            }
        } else if (type instanceof Class<?> one && one.isRecord() && records.add(one)) {
            for (RecordComponent component : one.getRecordComponents()) {
                collect(component.getGenericType(), records);
            }
        }
    }

    private static void describe(Schema<?> schema, Class<?> answer) {
        for (RecordComponent component : answer.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                describe(schema, component.getType());
            }
            String name = name(component);
            Schema<?> member = schema.getProperties().get(name);
            if (member != null && !component.getAccessor().isAnnotationPresent(JsonInclude.class)) {
                schema.addProperty(name, member(component, member));
                schema.addRequiredItem(name);
            }
        }
    }

    private static Schema<?> member(RecordComponent component, Schema<?> declared) {
        Schema<?> member = component.getAccessor().isAnnotationPresent(JsonRawValue.class) ? raw(component) : declared;
        if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            return member;
        }
        if (member.get$ref() != null || member.getEnum() != null) {
            return new JsonSchema().addAnyOfItem(member).addAnyOfItem(new JsonSchema().typesItem("null"));
        }
        Set<String> types = new LinkedHashSet<>(member.getTypes() == null ? Set.of() : member.getTypes());
        if (!types.isEmpty()) {
            types.add("null");
            member.setTypes(types);
        }
        return member;
    }

    /** JSON that was written before: an array of objects, or an object, as the component says. */
    private static Schema<?> raw(RecordComponent component) {
        var declared = component.getAccessor().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        boolean isArray = declared != null && declared.type().equals("array");
        Schema<?> object = new JsonSchema().typesItem("object");
        object.setAdditionalProperties(true);
        if (!isArray) {
            return object;
        }
        Schema<?> array = new JsonSchema().typesItem("array");
        array.setItems(object);
        return array;
    }

    private static String name(RecordComponent component) {
        JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given != null
                ? given.value()
                : component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
