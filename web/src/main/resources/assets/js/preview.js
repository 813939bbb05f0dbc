// An author's preview: when the server has read the course anew, the page loads itself again.
let reading = "";

new EventSource("/preview").addEventListener("course", event => {
  if (reading && reading !== event.data) location.reload();
  reading = event.data;
});
