import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { colours } from '../preferences.ts';

export interface MinimapRow {
  readonly tone: 'critical' | 'major' | 'minor' | 'doubtful' | 'todo' | 'done';
}

interface Props {
  rows: readonly MinimapRow[];
  active: number;
  /** The rows now on the screen. */
  first: number;
  last: number;
  onGo: (row: number) => void;
}

/** The whole text as one narrow strip: where the flags are, what is left to do, and where one is. */
export function Minimap({ rows, active, first, last, onGo }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const draw = () => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || size.height === 0) return;
    const scale = window.devicePixelRatio;
    element.width = Math.round(size.width * scale);
    element.height = Math.round(size.height * scale);
    context.scale(scale, scale);
    const style = getComputedStyle(document.documentElement);
    const colour = (name: string) => style.getPropertyValue(`--${name}`);
    // Short texts keep rows of one even height; long ones are squeezed to fit.
    const step = Math.min(12, size.height / Math.max(1, rows.length));
    const fill = (name: string, x: number, width: number, row: number, height = Math.max(1, step - 1)) => {
      context.fillStyle = colour(name);
      context.fillRect(x, row * step, width, height);
    };
    fill('hairline', 0, size.width, first, (last - first + 1) * step);
    const { width } = size;
    rows.forEach(({ tone }, row) => {
      if (tone === 'critical') fill('critical-line', 4, width - 8, row);
      else if (tone === 'major') fill('major-line', 4, (width - 8) * 0.7, row);
      else if (tone === 'minor') fill('minor-line', 4, (width - 8) * 0.45, row);
      else if (tone === 'doubtful') {
        for (let x = 4; x < width - 6; x += 4) fill('ink-3', x, 2, row);
      } else fill(tone === 'done' ? 'hairline' : 'hairline-strong', 4, 4, row);
    });
    if (active >= 0) fill('accent', 0, 3, active, Math.max(3, step));
  };

  useEffect(draw);
  useSignalEffect(() => {
    void colours.value;
    queueMicrotask(draw);
  });

  const goTo = (event: PointerEvent) => {
    if (event.type === 'pointermove' && event.buttons !== 1) return;
    const box = canvas.current?.getBoundingClientRect();
    if (!box) return;
    const step = Math.min(12, box.height / Math.max(1, rows.length));
    onGo(Math.max(0, Math.min(rows.length - 1, Math.floor((event.clientY - box.top) / step))));
  };

  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas takes no focus, and the keyboard has better ways about
  return <canvas class="minimap" ref={canvas} aria-hidden="true" onPointerDown={goTo} onPointerMove={goTo} />;
}
