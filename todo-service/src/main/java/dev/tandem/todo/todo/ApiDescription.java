package dev.tandem.todo.todo;

import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

@OpenAPIDefinition(
        info =
                @Info(
                        title = "Tandem to-dos",
                        version = "1",
                        description = "Each person's own to-dos. Who asks is the subject of the access token."
                                + " A query parameter that is unknown or given twice is refused with 400."))
@SecurityScheme(
        securitySchemeName = "bearer",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description = "An access token of auth-service for the audience todo-service")
interface ApiDescription {}
