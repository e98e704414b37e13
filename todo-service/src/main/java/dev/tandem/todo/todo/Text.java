package dev.tandem.todo.todo;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE_USE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.Optional;

/**
 * Text that can be stored and shown: limits count code points, as PostgreSQL does, where {@code @Size} counts UTF-16
 * units; no control characters, and no half of a surrogate pair, which is no character at all.
 */
@Target({FIELD, PARAMETER, TYPE_USE})
@Retention(RUNTIME)
@Constraint(validatedBy = Text.Check.class)
@interface Text {

    int min() default 0;

    int max();

    boolean multiline() default false;

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Check implements ConstraintValidator<Text, String> {

        private Text limits;

        @Override
        public void initialize(Text constraint) {
            limits = constraint;
        }

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            var fault = fault(text, limits.min(), limits.max(), limits.multiline());
            fault.ifPresent(message -> {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(message).addConstraintViolation();
            });
            return fault.isEmpty();
        }

        static Optional<String> fault(String text, int min, int max, boolean multiline) {
            int length = text.codePointCount(0, text.length());
            if (length < min) {
                return Optional.of("must not be blank");
            }
            if (length > max) {
                return Optional.of("must be at most " + max + " characters long");
            }
            return text.codePoints().allMatch(character -> isFit(character, multiline))
                    ? Optional.empty()
                    : Optional.of("must not contain control characters");
        }

        private static boolean isFit(int character, boolean multiline) {
            return switch (character) {
                case '\n', '\r', '\t' -> multiline;
                default -> !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE;
            };
        }
    }
}
