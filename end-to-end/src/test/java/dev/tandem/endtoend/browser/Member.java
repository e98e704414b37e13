package dev.tandem.endtoend.browser;

import dev.tandem.endtoend.Call;
import java.net.URI;

/** Someone who is logged in on a device, and whose to-dos a test can prepare without clicking. */
record Member(Account account, Device device, URI todo, String accessToken) {

    Dashboard openDashboard() {
        return new Dashboard(device.open("/"));
    }

    /** Returns its id. */
    String add(String title) {
        return addTodo("{\"title\": \"" + title + "\"}");
    }

    String addTodo(String json) {
        return Call.post(todo, "/api/todos", json)
                .bearer(accessToken)
                .send()
                .expecting(201)
                .json()
                .getString("id");
    }
}
