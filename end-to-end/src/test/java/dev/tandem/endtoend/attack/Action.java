package dev.tandem.endtoend.attack;

/** What a person does, under the name it has in reports. */
enum Action {
    LIST("list"),
    CREATE("create"),
    CHANGE("change"),
    DELETE("delete"),
    REFRESH("refresh"),
    LOG_IN("log in"),
    LOG_OUT("log out"),
    FORGET_PASSWORD("forget password");

    private final String text;

    Action(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
