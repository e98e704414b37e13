package dev.tandem.endtoend.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;

/** What a device asks of one address, from its first request on. */
final class Requests {

    private final String path;
    private final List<Request> underWay = new ArrayList<>();
    private final List<Integer> answers = new ArrayList<>();
    private int atOnce;
    private int failures;
    private String bearer;

    private Requests(String path) {
        this.path = path;
    }

    static Requests to(String path, BrowserContext context) {
        var requests = new Requests(path);
        context.onRequest(requests::begun);
        context.onResponse(requests::answered);
        context.onRequestFinished(requests.underWay::remove);
        context.onRequestFailed(requests::failed);
        return requests;
    }

    /** The statuses, in the order in which they came. */
    List<Integer> answers() {
        return List.copyOf(answers);
    }

    /** The most that there have been at one time. */
    int atOnce() {
        return atOnce;
    }

    /** How many got no answer. */
    int failures() {
        return failures;
    }

    /** The access token that came with the last one. */
    String bearer() {
        return bearer;
    }

    private void begun(Request request) {
        if (isMeant(request)) {
            underWay.add(request);
            bearer = request.headers().getOrDefault("authorization", "").replaceFirst("^Bearer ", "");
            atOnce = Math.max(atOnce, underWay.size());
        }
    }

    private void answered(Response response) {
        if (isMeant(response.request())) {
            answers.add(response.status());
        }
    }

    private void failed(Request request) {
        underWay.remove(request);
        failures += isMeant(request) ? 1 : 0;
    }

    private boolean isMeant(Request request) {
        return request.url().contains(path) && !request.method().equals("OPTIONS");
    }
}
