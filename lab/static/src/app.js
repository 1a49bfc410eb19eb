/** Everything here makes an already working page smoother; nothing depends on it. */
import { startAgenda } from "./agenda.js";
import { startAnnouncer } from "./announcer.js";
import { startBoard } from "./board.js";
import { startDialogs } from "./dialogs.js";
import { startForms } from "./forms.js";
import { startHtmxLoader } from "./htmx-loader.js";
import { startHtmxResponses } from "./htmx-responses.js";
import { startMenus } from "./menus.js";
import { startSessionClock } from "./session-clock.js";

document.documentElement.classList.add("js");
startHtmxLoader();
startHtmxResponses();
startAnnouncer();
startDialogs();
startMenus();
startForms();
startBoard();
startSessionClock();
startAgenda();
