export default { title: "Harbour news", url: "https://www.example.com", baseUrl: "/" };
