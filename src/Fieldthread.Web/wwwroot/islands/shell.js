// What every page of the tool loads.
import "./theme.js";
import "./keys.js";
import "./palette.js";
import "./live.js";
