"""Every kind of change that clients can meet, with what it means to them: the one table that decides.

A client keeps to what was specified before, not to what a server happened to accept. What it sends may be refused less
often and never more; what it is answered may say more and never something else. Where the specification cannot tell, a
change is risky. The principle is that of AIP-180 and of the Zalando guidelines, #106 to #113.
"""

from groundplan.evolution.verdicts.verdict import Ruling

# Endpoints
ENDPOINT_ADDED = Ruling("endpoint-added", "safe", "nobody calls it yet")
ENDPOINT_REMOVED = Ruling("endpoint-removed", "breaking", "it was never deprecated, and whoever calls it meets 404")
ENDPOINT_REMOVED_EARLY = Ruling("endpoint-removed-early", "breaking", "it was to answer longer than it does")
ENDPOINT_REMOVED_IN_TIME = Ruling("endpoint-removed-in-time", "safe", "the day that its deprecation named has come")
ENDPOINT_MOVED = Ruling("endpoint-moved", "breaking", "whoever calls it as before meets 404 or 405")
DEPRECATED_IN_TIME = Ruling("deprecated-in-time", "safe", "it goes on answering for as long as was promised, or longer")
DEPRECATED_TOO_LATE = Ruling("deprecated-too-late", "breaking", "clients have less time to move than was promised")
SUNSET_EARLIER = Ruling("sunset-earlier", "breaking", "clients that planned for the day that was named come too late")
SUNSET_LATER = Ruling("sunset-later", "safe", "clients have more time than was named")
DEPRECATION_WITHDRAWN = Ruling("deprecation-withdrawn", "safe", "it goes on answering")

# What is sent: parameters and fields of bodies
PATH_PARAMETER_RENAMED = Ruling("path-parameter-renamed", "safe", "the name never travels, only the value in its place")
INPUT_ADDED = Ruling("input-added", "safe", "requests without it mean what they meant")
REQUIRED_INPUT_ADDED = Ruling("required-input-added", "breaking", "requests of today lack it and are refused")
INPUT_BECAME_REQUIRED = Ruling("input-became-required", "breaking", "requests that left it out are refused")
INPUT_BECAME_OPTIONAL = Ruling("input-became-optional", "safe", "requests that send it are accepted as before")
INPUT_DEFAULT_CHANGED = Ruling("input-default-changed", "risky", "requests that leave it out may mean something else")
INPUT_TYPE_NARROWED = Ruling("input-type-narrowed", "breaking", "values that were accepted are refused")
INPUT_TYPE_WIDENED = Ruling("input-type-widened", "safe", "every value that was accepted still is")
INPUT_TYPE_CHANGED = Ruling("input-type-changed", "breaking", "values of the type before are refused")
INPUT_VALUE_ADDED = Ruling("input-value-added", "safe", "there is one choice more")
INPUT_VALUE_REMOVED = Ruling("input-value-removed", "breaking", "requests that choose it are refused")
INPUT_RULE_NARROWED = Ruling("input-rule-narrowed", "breaking", "values that were accepted can break the rule")
INPUT_RULE_WIDENED = Ruling("input-rule-widened", "safe", "every value that held the rule still does")
INPUT_RULE_IN_WORDS = Ruling(
    "input-rule-in-words", "risky", "only a reader can tell whether the sentence asks for more"
)
INPUT_TRIMMED = Ruling("input-trimmed", "risky", "a value may be stored otherwise than it was sent")
INPUT_BECAME_LIST = Ruling("input-became-list", "safe", "a single value is a list of one")
INPUT_BECAME_SINGLE = Ruling("input-became-single", "breaking", "requests with several values are refused")
PARAMETER_REMOVED = Ruling("parameter-removed", "breaking", "requests that rely on it get something else")
FILTER_CHANGED = Ruling("filter-changed", "breaking", "the same value selects other rows")
FILTER_FIELD_CHANGED = Ruling("filter-field-changed", "risky", "the value may be held against something else")
BODY_ADDED = Ruling("body-added", "safe", "requests without a body are accepted as before")
REQUIRED_BODY_ADDED = Ruling("required-body-added", "breaking", "requests without a body are refused")
BODY_REMOVED = Ruling("body-removed", "breaking", "what clients send in it has no effect, or is refused")
BODY_LIMIT_LOWERED = Ruling("body-limit-lowered", "breaking", "bodies that were accepted are too large")
BODY_LIMIT_RAISED = Ruling("body-limit-raised", "safe", "every body that was small enough still is")
MEDIA_ADDED = Ruling("media-added", "safe", "the types that were accepted still are")
MEDIA_REMOVED = Ruling("media-removed", "breaking", "bodies of that type are refused")
FIELD_REFUSED = Ruling("field-refused", "breaking", "unknown fields are rejected, so requests that send it are refused")
FIELD_IGNORED = Ruling("field-ignored", "risky", "requests that send it are accepted and it has no effect")
FIELD_REMOVED_IN_TIME = Ruling("field-removed-in-time", "safe", "the day that its deprecation named has come")
FIELD_DEPRECATED = Ruling("field-deprecated", "safe", "it is still accepted and answered")
FIELD_RENAMED = Ruling("field-renamed", "breaking", "what is sent under the old name does not arrive")
FIELD_RENAMED_GENTLY = Ruling("field-renamed-gently", "safe", "the old name is deprecated and still accepted")
BECAME_NOT_NULL = Ruling("became-not-null", "breaking", "requests that send null are refused")
BECAME_NULLABLE = Ruling("became-nullable", "safe", "null is one value more that is accepted")
UNKNOWN_FIELDS_REJECTED = Ruling("unknown-fields-rejected", "breaking", "requests with a field too many are refused")
UNKNOWN_FIELDS_IGNORED = Ruling("unknown-fields-ignored", "safe", "requests that were accepted still are")

# What is answered
STATUS_CHANGED = Ruling(
    "status-changed", "breaking", "clients that wait for the status before take success for failure"
)
STATUS_ADDED = Ruling("status-added", "risky", "clients may know only the success that there was")
STATUS_REMOVED = Ruling("status-removed", "safe", "the other success is one that clients know")
SHAPE_CHANGED = Ruling("shape-changed", "breaking", "the rows stand elsewhere in the body")
CONTENT_REMOVED = Ruling("content-removed", "breaking", "clients find no body to read")
CONTENT_ADDED = Ruling("content-added", "safe", "clients that expect no body need not read it")
CONTENT_TYPE_CHANGED = Ruling("content-type-changed", "breaking", "clients cannot read the body as they did")
ANSWER_ADDED = Ruling("answer-added", "safe", "clients skip the fields that they do not know")
ANSWER_REMOVED = Ruling("answer-removed", "breaking", "clients that read it find nothing")
ANSWER_REMOVED_IN_TIME = Ruling("answer-removed-in-time", "safe", "the day that its deprecation named has come")
ANSWER_RENAMED = Ruling("answer-renamed", "breaking", "clients look for it under the old name")
ANSWER_BECAME_OPTIONAL = Ruling("answer-became-optional", "breaking", "clients that count on it may not find it")
ANSWER_ALWAYS_THERE = Ruling("answer-always-there", "safe", "clients that looked whether it is there find it")
ANSWER_BECAME_NULLABLE = Ruling("answer-became-nullable", "breaking", "clients meet a null that they do not handle")
ANSWER_BECAME_NOT_NULL = Ruling("answer-became-not-null", "safe", "clients that handle null no longer need to")
ANSWER_TYPE_WIDENED = Ruling("answer-type-widened", "breaking", "clients meet values that their type does not hold")
ANSWER_TYPE_NARROWED = Ruling("answer-type-narrowed", "safe", "every value is one that clients could meet before")
ANSWER_TYPE_CHANGED = Ruling("answer-type-changed", "breaking", "clients cannot read the value as they did")
ANSWER_VALUE_ADDED = Ruling("answer-value-added", "risky", "clients may know no other than the values that there were")
ANSWER_VALUE_REMOVED = Ruling("answer-value-removed", "safe", "clients know every value that is left")
ANSWER_RULE_WIDENED = Ruling("answer-rule-widened", "risky", "clients may rely on the limit that there was")
ANSWER_RULE_NARROWED = Ruling("answer-rule-narrowed", "safe", "every value is one that clients could meet before")
HEADER_REMOVED = Ruling("header-removed", "breaking", "clients that read it find nothing")
HEADER_ADDED = Ruling("header-added", "safe", "clients skip the headers that they do not know")

# Errors
ERROR_CODE_ADDED = Ruling("error-code-added", "risky", "clients handle the status and may not know the code")
ERROR_STATUS_ADDED = Ruling("error-status-added", "risky", "clients may not handle the status at all")
ERROR_CODE_CHANGED = Ruling("error-code-changed", "breaking", "clients that handle the error do not recognise it")
ERROR_CODE_REMOVED = Ruling("error-code-removed", "safe", "clients handle an error that no longer comes")
ENVELOPE_REMOVED = Ruling("envelope-removed", "breaking", "clients that read it in errors find nothing")
ENVELOPE_CHANGED = Ruling("envelope-changed", "breaking", "clients cannot read errors as they did")
ENVELOPE_ADDED = Ruling("envelope-added", "safe", "clients skip what they do not know")

# Who may call, and what they reach
ACCESS_NARROWED = Ruling("access-narrowed", "breaking", "callers who were let in are turned away")
ACCESS_WIDENED = Ruling("access-widened", "safe", "whoever was let in still is")
ROLE_ADDED = Ruling("role-added", "safe", "whoever was let in still is")
ROLE_REMOVED = Ruling("role-removed", "breaking", "callers with that role are turned away")
SCOPE_NARROWED = Ruling("scope-narrowed", "breaking", "callers no longer reach rows that they reached")
SCOPE_WIDENED = Ruling("scope-widened", "safe", "callers reach all that they reached; decide whether others may see it")
SCOPE_CHANGED = Ruling("scope-changed", "risky", "callers may reach other rows")
TOKENS_REFUSED = Ruling("tokens-refused", "breaking", "tokens and credentials of today are refused")
TOKENS_ACCEPTED = Ruling("tokens-accepted", "safe", "tokens of today are accepted as before")
LIFETIME_SHORTENED = Ruling("lifetime-shortened", "risky", "clients may not renew as early as they have to")
LIFETIME_LENGTHENED = Ruling("lifetime-lengthened", "safe", "clients that renew in time still do")
TOKEN_ADDED = Ruling("token-added", "safe", "nobody holds one yet")
TOKEN_REMOVED = Ruling("token-removed", "breaking", "clients that hold or ask for one are refused")
TOKEN_HANDLING_CHANGED = Ruling("token-handling-changed", "risky", "clients may use a token as it no longer works")
PASSWORDS_NARROWED = Ruling("passwords-narrowed", "breaking", "passwords that were accepted are refused")
PASSWORDS_WIDENED = Ruling("passwords-widened", "safe", "every password that was accepted still is")
ORIGINS_NARROWED = Ruling("origins-narrowed", "breaking", "browsers refuse calls that they let through")
ORIGINS_WIDENED = Ruling("origins-widened", "safe", "browsers let through what they let through before")
VERSIONING_CHANGED = Ruling("versioning-changed", "breaking", "clients name their version where nobody looks")

# Limits, retries, conditions
LIMIT_TIGHTENED = Ruling("limit-tightened", "risky", "whether clients come this often is not specified")
LIMIT_LOOSENED = Ruling("limit-loosened", "safe", "clients may come at least as often as before")
KEY_REQUIRED = Ruling("key-required", "breaking", "requests without the key are refused")
KEY_ADDED = Ruling("key-added", "safe", "requests without the key are accepted as before")
KEY_REMOVED = Ruling("key-removed", "breaking", "a retry that relied on the key does it twice")
KEY_KEPT_SHORTER = Ruling("key-kept-shorter", "risky", "a late retry may do it twice")
KEY_KEPT_LONGER = Ruling("key-kept-longer", "safe", "every retry that was recognised still is")
RETRY_REPEATS = Ruling("retry-repeats", "breaking", "a retry that did no harm does it twice")
RETRY_HARMLESS = Ruling("retry-harmless", "safe", "a retry does no more than before")
CONDITION_REQUIRED = Ruling("condition-required", "breaking", "requests without the header are refused")
CONDITION_ADDED = Ruling("condition-added", "safe", "requests without the header are accepted as before")
CONDITION_REMOVED = Ruling("condition-removed", "breaking", "what clients guard with the header is no longer guarded")

# Lists
CAP_LOWERED = Ruling("cap-lowered", "breaking", "requests for larger pages are refused or cut")
CAP_RAISED = Ruling("cap-raised", "safe", "every size that could be asked for still can")
PAGE_SIZE_CHANGED = Ruling("page-size-changed", "risky", "clients that ask for no size get another one")
PAGE_STYLE_CHANGED = Ruling("page-style-changed", "breaking", "clients cannot ask for the next page as they did")
SORT_FIELD_ADDED = Ruling("sort-field-added", "safe", "there is one order more to ask for")
SORT_FIELD_REMOVED = Ruling("sort-field-removed", "breaking", "requests that ask for that order are refused")
ORDER_CHANGED = Ruling("order-changed", "risky", "clients may rely on the order that there was")
SEARCH_CHANGED = Ruling("search-changed", "risky", "the same text may find other rows")

# Behavior
DELETE_BECAME_SOFT = Ruling("delete-became-soft", "safe", "rows are gone for clients; decide how long they are kept")
DELETE_BECAME_HARD = Ruling("delete-became-hard", "risky", "clients may count on getting rows back")
MOVE_ADDED = Ruling("move-added", "safe", "every move that was allowed still is")
MOVE_REMOVED = Ruling("move-removed", "breaking", "requests that make this move are refused")
MOVE_CONDITION_CHANGED = Ruling("move-condition-changed", "risky", "only a reader can tell who may still make it")
BEHAVIOR_CHANGED = Ruling("behavior-changed", "risky", "the same request does something else")

# Beside the contract
WORDS = Ruling("words", "safe", "programs do not read them")
UNSAID = Ruling("unsaid", "risky", "one of the two specifications leaves it open")

RULINGS: tuple[Ruling, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Ruling))
