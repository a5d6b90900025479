import { troubleWords } from "./trouble-words.ts";

/** Says in the place of the page why it is not there. */
export function sayTrouble(error: unknown): void {
	const place = document.getElementById("opening") ?? document.body.appendChild(document.createElement("p"));
	place.id = "opening";
	place.className = "bad";
	place.setAttribute("role", "alert");
	place.textContent = troubleWords("The page", error);
}
