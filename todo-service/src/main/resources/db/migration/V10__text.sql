-- Titles in the order of the Unicode Collation Algorithm, the same on every server whatever its locale: ä beside a.
alter table todos alter column title_key type text collate "und-x-icu";

-- What looks the same is the same: text is stored in NFC. What would be too long for its column then stays as it is.
-- The policies would hide every row from the owner, too.
create function nfc(original text, longest integer) returns text
  language sql immutable
  return case when char_length(normalize(original, nfc)) <= longest then normalize(original, nfc) else original end;

alter table todos no force row level security;
update todos set
  version = version + 1,
  title = nfc(title, 200),
  description = nfc(description, 4000),
  tags = array(
    select tag from unnest(tags) with ordinality each (raw, place), nfc(raw, 50) tag group by tag order by min(place))
where title is not nfc normalized or description is not nfc normalized
  or array_to_string(tags, ',') is not nfc normalized;
alter table todos force row level security;

drop function nfc;
