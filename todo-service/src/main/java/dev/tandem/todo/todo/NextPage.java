package dev.tandem.todo.todo;

import dev.tandem.kit.http.QueryParameters;
import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.http.HttpServerRequest;

/** Where a list goes on (RFC 8288): the query of this page with another cursor. */
final class NextPage {

    private static final String CURSOR = "cursor";

    private NextPage() {}

    static String link(String base, HttpServerRequest request, String cursor) {
        var query = new QueryStringEncoder(base);
        QueryParameters.parse(request).forEach((name, values) -> {
            if (!name.equals(CURSOR)) {
                values.forEach(value -> query.addParam(name, value));
            }
        });
        query.addParam(CURSOR, cursor);
        return "<" + query + ">; rel=\"next\"";
    }
}
