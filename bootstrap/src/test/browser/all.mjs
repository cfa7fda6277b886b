/** All tests of the console, in one process: they share one browser. */

import './session.mjs';
import './accounts.mjs';
import './licenses.mjs';
import './operations.mjs';
