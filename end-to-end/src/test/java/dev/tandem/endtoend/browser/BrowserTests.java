package dev.tandem.endtoend.browser;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands each test its site, and looks afterwards at what its pages complained of. Where there is no browser the tests
 * are left out, loudly; in CI they fail.
 */
final class BrowserTests implements ExecutionCondition, ParameterResolver, AfterTestExecutionCallback {

    private static final Namespace NAMESPACE = Namespace.create(BrowserTests.class);
    private static final Optional<String> MISSING = Chromium.missing();

    static {
        // ./dev shows lines that begin like this, whatever else it hides.
        MISSING.ifPresent(reason -> System.out.println("!!! The browser tests are left out: " + reason));
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (MISSING.isEmpty()) {
            return ConditionEvaluationResult.enabled("There is a browser");
        }
        if (System.getenv("CI") != null) {
            throw new IllegalStateException("No test is left out in CI. " + MISSING.get());
        }
        return ConditionEvaluationResult.disabled(MISSING.get());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Site.class;
    }

    @Override
    public Site resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var stage = context.getRoot().getStore(NAMESPACE).computeIfAbsent(Stage.class, _ -> new Stage(), Stage.class);
        var lifetime =
                context.getRequiredTestClass().getAnnotation(BrowserTest.class).accessTokenLifetime();
        var site = new Site(stage.browser(), stage.pair(lifetime));
        context.getStore(NAMESPACE).put(Site.class, site);
        return site;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        var site = context.getStore(NAMESPACE).get(Site.class, Site.class);
        var name = context.getRequiredTestClass().getSimpleName() + "-"
                + context.getRequiredTestMethod().getName();
        var complaints = site.complaints();
        site.close(name, context.getExecutionException().isPresent() || !complaints.isEmpty());
        if (context.getExecutionException().isEmpty() && !complaints.isEmpty()) {
            throw new AssertionError("The pages complained: " + complaints);
        }
    }
}
