// The big screen: how far the class is, without names.
import {openBoard, bundle} from "./board.js";

const main = document.querySelector("[data-board]");
const words = bundle(main.querySelector("[data-words]"));
const bars = [...main.querySelectorAll("[data-bar]")];

openBoard(main.dataset.board, false, {
  take({totals, sum}) {
    const count = Math.max(1, sum.students);
    totals.forEach(({done, working, stuck}, i) => {
      const [first, second, third] = bars[i].querySelector(".track").children;
      first.style.setProperty("--share", done / count);
      second.style.setProperty("--share", working / count);
      third.style.setProperty("--share", stuck / count);
      const figure = bars[i].querySelector("[data-figure]");
      figure.textContent = done || working || stuck ? `${done}/${sum.students}` : "";
      figure.title = words("board.total.cell", done, working, stuck);
    });
    main.querySelector("[data-sum]").textContent = words("screen.sum", sum.students, sum.done);
  },
  lost() { main.querySelector("[data-sum]").textContent = words("board.lost"); },
});
