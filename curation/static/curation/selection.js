"use strict";
/* Passages of an element's text: offsets, sentences, words, and the browser's selection.
 *
 * Positions are offsets into the element's textContent in UTF-16 units, as JavaScript counts;
 * `codePoints` turns them into what the registry keeps.
 */
class PointedText {
  constructor(element) {
    this.element = element;
    this.text = element.textContent;
    this.units = {};
  }

  /* The number of code points before an offset: a pair of surrogates is one. */
  codePoints(offset) {
    const pairs = this.text.slice(0, offset).match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g);
    return offset - (pairs ? pairs.length : 0);
  }

  /* Sentences or words as [start, end] without white space around; an NBSP belongs to them. */
  list(granularity) {
    if (!this.units[granularity]) {
      this.units[granularity] = this.pieces(granularity)
        .map(([start, end]) => this.trimmed(start, end))
        .filter(([start, end]) => start < end);
    }
    return this.units[granularity];
  }

  pieces(granularity) {
    if (window.Intl && Intl.Segmenter) {
      const language = this.element.lang || undefined;
      const found = new Intl.Segmenter(language, { granularity }).segment(this.text);
      return Array.from(found)
        .filter((piece) => granularity !== "word" || piece.isWordLike)
        .map((piece) => [piece.index, piece.index + piece.segment.length]);
    }
    const pattern = granularity === "word" ? /\S+/g : /[^.!?。！？\n]+[.!?。！？"”»)]*/g;
    return Array.from(this.text.matchAll(pattern)).map((match) => [
      match.index,
      match.index + match[0].length,
    ]);
  }

  /* The passage without spaces and line ends around it. */
  trimmed(start, end) {
    const around = /[ \t\n\r\f]/;
    while (start < end && around.test(this.text[start])) start += 1;
    while (end > start && around.test(this.text[end - 1])) end -= 1;
    return [start, end];
  }

  /* What is selected of the text, or null. */
  selected() {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(this.element)) return null;
    const whole = document.createRange();
    whole.selectNodeContents(this.element);
    const inside = range.cloneRange();
    if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) {
      inside.setStart(whole.startContainer, whole.startOffset);
    }
    if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) {
      inside.setEnd(whole.endContainer, whole.endOffset);
    }
    const before = whole.cloneRange();
    before.setEnd(inside.startContainer, inside.startOffset);
    const start = before.toString().length;
    const passage = this.trimmed(start, start + inside.toString().length);
    return passage[0] < passage[1] ? passage : null;
  }

  /* Select a passage, and bring its moving end into view. */
  select(anchor, focus) {
    const from = this.place(anchor);
    const to = this.place(focus);
    window.getSelection().setBaseAndExtent(from.node, from.offset, to.node, to.offset);
    const end = document.createRange();
    end.setStart(to.node, Math.max(0, to.offset - 1));
    end.setEnd(to.node, to.offset);
    const box = this.element.getBoundingClientRect();
    const line = end.getBoundingClientRect();
    if (line.height && line.bottom > box.bottom - 8) {
      this.element.scrollTop += line.bottom - box.bottom + 48;
    } else if (line.height && line.top < box.top + 8) {
      this.element.scrollTop -= box.top - line.top + 48;
    }
  }

  range(start, end) {
    const range = document.createRange();
    const [from, to] = [this.place(start), this.place(end)];
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return range;
  }

  place(offset) {
    const walker = document.createTreeWalker(this.element, NodeFilter.SHOW_TEXT);
    let left = offset;
    let node = walker.nextNode();
    while (node && left > node.data.length) {
      left -= node.data.length;
      node = walker.nextNode();
    }
    return { node, offset: left };
  }
}

/* A selection moved by sentences or words, with an end that stays and one that moves. */
class KeyboardPointer {
  constructor(text) {
    this.text = text;
    this.anchor = this.focus = null;
  }

  /* Take over a selection made otherwise. */
  follow([start, end]) {
    if (this.start === start && this.end === end) return;
    [this.anchor, this.focus] = [start, end];
  }

  forget() {
    this.anchor = this.focus = null;
  }

  get start() {
    return this.anchor === null ? null : Math.min(this.anchor, this.focus);
  }

  get end() {
    return this.anchor === null ? null : Math.max(this.anchor, this.focus);
  }

  move(granularity, forward, extend) {
    const units = this.text.list(granularity);
    if (!units.length) return;
    if (this.anchor === null) {
      [this.anchor, this.focus] = forward ? units[0] : units[units.length - 1];
    } else if (extend) {
      this.extend(units, forward);
    } else {
      const next = forward
        ? units.find(([start]) => start >= this.end)
        : units.findLast(([, end]) => end <= this.start);
      if (next) [this.anchor, this.focus] = next;
    }
    this.text.select(this.anchor, this.focus);
  }

  extend(units, forward) {
    const backward = this.focus < this.anchor;
    if (forward) {
      const shorter = backward && units.find(([s]) => s > this.focus && s < this.anchor);
      const longer = units.find(([, e]) => e > this.end);
      if (shorter) this.focus = shorter[0];
      else if (longer) [this.anchor, this.focus] = [this.start, longer[1]];
    } else {
      const shorter = !backward && units.findLast(([, e]) => e < this.focus && e > this.anchor);
      const longer = units.findLast(([s]) => s < this.start);
      if (shorter) this.focus = shorter[1];
      else if (longer) [this.anchor, this.focus] = [this.end, longer[0]];
    }
  }
}
