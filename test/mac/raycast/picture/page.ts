/** The frame and the looks that all pictures share: a self-contained page close to Raycast in dark appearance. */
export function page(body: string): string {
  return `<!doctype html><html><head><meta charset="utf-8"><style>${style}</style></head><body>${body}</body></html>`;
}

const style = `
* { box-sizing: border-box }
body { margin: 0; padding: 48px; background: linear-gradient(135deg, #3b2f63, #16324f); display: flex; gap: 24px;
  align-items: flex-start; justify-content: center; font: 13px/1.45 Inter, -apple-system, "Segoe UI", sans-serif; color: #f2f2f3 }
.window { width: 750px; height: 475px; background: #1b1b1df2; border: 1px solid #ffffff24; border-radius: 12px;
  box-shadow: 0 24px 60px #0009; display: flex; flex-direction: column; overflow: hidden }
.search { height: 54px; padding: 0 16px; display: flex; align-items: center; gap: 10px; border-bottom: 1px solid #ffffff1a;
  font-size: 15px; flex: none }
.search .grow { flex: 1 } .search .picker { font-size: 12px; background: #ffffff14; border-radius: 6px; padding: 4px 10px }
.bar { height: 2px; flex: none; background: linear-gradient(90deg, transparent, #ff6363, transparent) }
.dim { color: #9c9c9d } .main { flex: 1; display: flex; min-height: 0 } .rows { flex: 1; overflow: hidden; padding: 6px 8px }
.section { padding: 8px 8px 4px; font-size: 11px; font-weight: 600; color: #9c9c9d }
.row { height: 38px; padding: 0 8px; border-radius: 8px; display: flex; align-items: center; gap: 10px; white-space: nowrap }
.row.on { background: #ffffff14 } .row .title { font-weight: 500 } .row .sub { overflow: hidden; text-overflow: ellipsis }
.row .acc { margin-left: auto; display: flex; gap: 12px; align-items: center; color: #9c9c9d; font-size: 12px }
.acc span { display: flex; align-items: center; gap: 4px } .tag { background: #ffffff1a; border-radius: 5px; padding: 1px 7px }
.icon { width: 16px; height: 16px; flex: none; display: inline-block; text-align: center; line-height: 16px; font-size: 13px }
.detail { flex: 1.4; overflow: hidden; padding: 14px 20px; border-left: 1px solid #ffffff1a } .detail.whole { border: 0; flex: 1 }
.detail h1 { font-size: 22px; margin: 4px 0 10px } .detail h2 { font-size: 17px; margin: 12px 0 6px } .detail img { max-width: 100% }
.detail pre { background: #0006; border-radius: 8px; padding: 10px 12px; font: 11.5px/1.5 "JetBrains Mono", Menlo, monospace; overflow: hidden }
.detail code { background: #ffffff1a; border-radius: 4px; padding: 0 4px; font-family: Menlo, monospace; font-size: 12px }
.detail a { color: #56b3fa } .detail table { border-collapse: collapse } .detail td, .detail th { border: 1px solid #ffffff26; padding: 3px 9px }
.meta { width: 250px; flex: none; padding: 14px 18px; border-left: 1px solid #ffffff1a; overflow: hidden }
.meta dt { color: #9c9c9d; font-size: 11px } .meta dd { margin: 0 0 9px }
.empty { flex: 1; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 6px; text-align: center }
.empty .icon { width: 48px; height: 48px; line-height: 48px; font-size: 40px } .empty b { font-size: 16px } .empty p { margin: 0; max-width: 420px }
.form { flex: 1; padding: 18px 40px; overflow: hidden; display: grid; grid-template-columns: 150px 1fr; gap: 10px 14px; align-content: start }
.form label { text-align: right; color: #9c9c9d; padding-top: 6px } .form .field { background: #ffffff12; border: 1px solid #ffffff1f;
  border-radius: 8px; padding: 5px 10px; min-height: 32px; white-space: pre-wrap } .form .bad { border-color: #ff6363 } .form .error { color: #ff6363; font-size: 11px }
.form hr { grid-column: 1/-1; width: 100%; border: 0; border-top: 1px solid #ffffff1a } .form .area { min-height: 70px }
.foot { height: 40px; flex: none; padding: 0 12px; background: #ffffff0a; border-top: 1px solid #ffffff1a; display: flex; align-items: center; gap: 8px; font-size: 12px }
.foot .grow { flex: 1 } kbd { background: #ffffff1f; border-radius: 4px; padding: 1px 6px; font: 11px Inter, sans-serif; letter-spacing: 1px }
.panel { width: 320px; background: #232325f5; border: 1px solid #ffffff24; border-radius: 12px; padding: 6px; box-shadow: 0 24px 60px #0009 }
.panel .row { height: 34px } .panel .row kbd { margin-left: auto } .panel hr { border: 0; border-top: 1px solid #ffffff1a; margin: 5px 0 }
.red { color: #ff6363 } .toast { display: flex; align-items: center; gap: 8px; font-weight: 500 }
.menubar { width: 420px } .menubar .strip { background: #00000073; border-radius: 8px; padding: 5px 12px; display: inline-flex; gap: 7px; align-items: center }
.menubar .menu { margin-top: 6px; width: 340px; background: #2a2a2eee; border: 1px solid #ffffff2e; border-radius: 8px; padding: 5px; box-shadow: 0 16px 40px #0009 }
.menu .row { height: 24px; border-radius: 5px } .menu .off { color: #8a8a8e } .menu .section { padding: 3px 8px } .menu hr { border: 0; border-top: 1px solid #ffffff26; margin: 5px 8px }
`.replace(/\n\s*/g, "");
