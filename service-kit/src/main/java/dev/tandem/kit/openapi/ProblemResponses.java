package dev.tandem.kit.openapi;

import dev.tandem.kit.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;

/** Says of every error in the API's description that it is a problem, so that no resource has to. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {

    @Override
    public Operation filterOperation(Operation operation) {
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (Integer.parseInt(status) >= 400) {
                var problem = OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref("Problem"));
                response.content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, problem));
            }
        });
        return operation;
    }
}
