/** What names tell of who deals with an error. One row or word per fact. */

/** A decorator, a wrapper or a context of such a name tries again or turns to something else. */
export const RETRIES = /retr(?:y|ies|ying)|backoff|back_off|fallback|fall_back|tenacity|stamina|resilien|failsafe|fail_safe|circuit|robust|autoretry|attempt|suppress|safely|guarded|catch|handle_?(?:api_?|openai_?)?err/i;

/** Runners that start again what failed: workflow engines with a retry policy of their own. */
export const DURABLE = /^(?:activity|createFunction|inngest|step|task|schemaTask|durable|workflow)$/;

/** Functions that run what they are handed and leave its errors to their own caller. */
export const PASSES_ON = new Set([
  ...['map', 'forEach', 'filter', 'reduce', 'flatMap', 'some', 'every', 'find', 'then', 'finally', 'all', 'race', 'any', 'from'],
  ...['submit', 'to_thread', 'run_in_executor', 'gather', 'create_task', 'ensure_future', 'run', 'run_until_complete', 'wait_for', 'starmap', 'imap', 'imap_unordered', 'apply', 'apply_async', 'partial', 'start_soon', 'list', 'sorted', 'min', 'max'],
  ...['add', 'addTask', 'add_task', 'Thread', 'Process', 'Promise', 'setTimeout', 'setInterval', 'setImmediate', 'nextTick', 'limit', 'queue', 'throttle', 'debounce', 'pLimit', 'pMap', 'transaction', 'useCallback', 'useEffect', 'startTransition', 'after', 'waitUntil', 'cache', 'unstable_cache', 'memoize', 'traceable', 'observe', 'trace', 'withSpan', 'startActiveSpan'],
  ...['get', 'post', 'put', 'patch', 'delete', 'use', 'route', 'handle', 'command', 'action', 'on', 'once', 'addEventListener', 'event', 'describe', 'it', 'test', 'before', 'beforeEach', 'serve', 'POST', 'GET'],
]);

/** Decorators that leave the errors of the function to whoever calls it: routes, properties, tracing, registries. */
export const PLAIN_DECORATORS = new Set([
  ...['get', 'post', 'put', 'patch', 'delete', 'options', 'head', 'route', 'websocket', 'websocket_route', 'api_route', 'api_view', 'require_http_methods', 'require_POST', 'require_GET', 'csrf_exempt', 'login_required', 'before_request'],
  ...['staticmethod', 'classmethod', 'property', 'cached_property', 'cache', 'lru_cache', 'cached', 'abstractmethod', 'override', 'overload', 'wraps', 'final', 'dataclass', 'asynccontextmanager', 'contextmanager', 'no_type_check', 'deprecated'],
  ...['traceable', 'observe', 'op', 'trace', 'span', 'instrument', 'timed', 'timer', 'profile', 'track', 'log_call', 'weave', 'function', 'local_entrypoint', 'cls', 'method'],
  ...['fixture', 'mark', 'parametrize', 'asyncio', 'anyio', 'skip', 'skipif', 'slow', 'patch', 'command', 'group', 'option', 'argument', 'callback', 'tool', 'function_tool', 'event', 'listener', 'on_message', 'on_chat_start', 'message', 'cache_data', 'cache_resource', 'fragment', 'register'],
]);

/** Errors of Python and of the SDK that a refusal of flex (`RateLimitError`, `BadRequestError`) is not. */
export const OTHER_ERRORS = new Set([
  ...['ValueError', 'KeyError', 'IndexError', 'LookupError', 'TypeError', 'AttributeError', 'NameError', 'JSONDecodeError', 'ValidationError', 'AssertionError', 'NotImplementedError', 'UnicodeDecodeError', 'UnicodeError', 'ZeroDivisionError', 'RuntimeError', 'RecursionError'],
  ...['TimeoutError', 'Timeout', 'TimeoutException', 'APITimeoutError', 'APIConnectionError', 'ConnectionError', 'ConnectError', 'ReadTimeout', 'RequestException', 'HTTPError', 'HTTPException', 'ClientError'],
  ...['AuthenticationError', 'PermissionDeniedError', 'NotFoundError', 'BadRequestError', 'UnprocessableEntityError', 'InternalServerError', 'ConflictError', 'LengthFinishReasonError', 'ContentFilterFinishReasonError'],
  ...['KeyboardInterrupt', 'SystemExit', 'ImportError', 'ModuleNotFoundError', 'FileNotFoundError', 'OSError', 'IOError', 'PermissionError', 'StopIteration', 'StopAsyncIteration', 'CancelledError', 'GeneratorExit', 'EOFError'],
]);

/** A handler that speaks of the refusal itself: whatever else it does, somebody thought of it. */
export const SPEAKS_OF_REFUSAL = /\b429\b|rate.?limit|resource.?unavailable|service_?tier|\bflex\b/i;

/** A handler that ends the program. */
export const ENDS_PROGRAM = /\b(?:process\.exit|sys\.exit|os\._exit|process\.exitCode|exit|quit)\b/;
