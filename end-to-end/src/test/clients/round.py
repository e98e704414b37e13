"""Log in, create, clear a date, page, delete, refresh: arguments are both addresses, an e-mail address, its password."""

import datetime
import json
import re
import sys
import urllib.parse

import tandem_auth
import tandem_todo

auth_address, todo_address, email, password = sys.argv[1:]

auth = tandem_auth.ApiClient(tandem_auth.Configuration(host=auth_address))
login = tandem_auth.LoginRequest(email=email, password=password, tokenDelivery=tandem_auth.TokenDelivery.BODY)
signed_in = tandem_auth.AccountsApi(auth).log_in(login)

configuration = tandem_todo.Configuration(host=todo_address, access_token=signed_in.access_token)
todos = tandem_todo.TodosApi(tandem_todo.ApiClient(configuration))
day = datetime.date(2026, 12, 31)
created = todos.create_todo(tandem_todo.TodoInput(title="Python", dueDate=day))
assert created.due_date == day, created
assert created.order is None, created
todos.create_todo(tandem_todo.TodoInput(title="second", order=2))
todos.create_todo(tandem_todo.TodoInput(title="third", order=1))

cleared = todos.patch_todo(created.id, tandem_todo.TodoPatch(dueDate=None))
assert cleared.due_date is None, cleared
assert cleared.title == "Python", cleared

first = todos.list_todos_with_http_info(sort="order", limit=2)
assert first.data[0].title == "third", first
cursor = urllib.parse.unquote(re.search("cursor=([^&>]+)", first.headers["Link"])[1])
second = todos.list_todos(sort="order", limit=2, cursor=cursor)
assert [todo.id for todo in second] == [created.id], second

todos.delete_todo(created.id)
try:
    todos.get_todo(created.id)
    raise AssertionError("It is still there")
except tandem_todo.exceptions.NotFoundException as gone:
    assert json.loads(gone.body)["code"] == "not_found", gone

refresh = tandem_auth.RefreshRequest(refresh_token=signed_in.refresh_token)
configuration.access_token = tandem_auth.SessionsApi(auth).refresh(refresh_request=refresh).access_token
todos.delete_todos()
assert todos.list_todos() == []
