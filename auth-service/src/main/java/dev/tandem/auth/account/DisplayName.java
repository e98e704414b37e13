package dev.tandem.auth.account;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A name on one line: 1 to 100 characters, not only white space, no control characters. */
@Pattern(regexp = "(?=.*\\S)[^\\p{Cntrl}\\p{Cs}]{1,100}")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@interface DisplayName {

    String message() default "must be 1 to 100 characters on one line";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
